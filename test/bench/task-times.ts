import type { Page } from "@playwright/test";
import { z } from "zod";

/** One event of a browser's trace, as far as it is needed here. Times are in microseconds. */
const TraceEvent = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  /** What the thread computed itself, without waiting for a processor that others had. */
  tdur: z.number().optional(),
  args: z.object({ name: z.string().optional() }).optional(),
});
type TraceEvent = z.infer<typeof TraceEvent>;

/** How long each task on the page's thread computed during some work, longest first, in milliseconds. */
export async function taskTimes(page: Page, work: () => Promise<unknown>): Promise<readonly number[]> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    for (const one of value) {
      const event = TraceEvent.safeParse(one);
      if (event.success) events.push(event.data);
    }
  });
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "__metadata"] },
  });
  await work();
  const ended = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.end");
  await ended;
  await session.detach();
  const threads = Map.groupBy(events, ({ pid, tid }) => `${pid} ${tid}`);
  // The page's process has the busiest of these threads; others belong to spare processes.
  const [busiest = []] = [...threads.values()]
    .filter((thread) => thread.some(({ args }) => args?.name === "CrRendererMain"))
    .sort((one, other) => other.length - one.length);
  return busiest
    .filter(({ name }) => name === "ThreadControllerImpl::RunTask")
    .map(({ tdur = 0 }) => tdur / 1000)
    .sort((one, other) => other - one);
}
