import { z } from "zod";
import { runTestHook } from "../test-hooks.ts";
import type { CdpPipe } from "./cdp-pipe.ts";

const Fields = z.record(z.string(), z.unknown());

/** What the test process may send over the channel it started us with. */
const FromTest = z.union([
  z.object({
    cdp: z.object({
      id: z.number(),
      method: z.string(),
      params: Fields.optional(),
      sessionId: z.string().optional(),
    }),
  }),
  z.object({ hook: z.object({ id: z.number(), name: z.string(), args: z.array(z.unknown()) }) }),
]);

/**
 * Lets the test that started this process drive the page over our own pipe, as a second client of the browser:
 * the process tree stays the real one and no port is opened. Does nothing without such a channel.
 */
export async function relayToTest(pipe: CdpPipe): Promise<void> {
  const channel = process.send?.bind(process);
  if (channel === undefined) return;
  const toTest = (message: object) => {
    if (process.connected) channel(message);
  };
  const root = z.string().parse((await pipe.send("Target.attachToBrowserTarget")).sessionId);
  const sessions = new Set([root]);

  pipe.onEvent(({ method, params, sessionId }) => {
    if (sessionId === undefined || !sessions.has(sessionId)) return;
    if (method === "Target.attachedToTarget") sessions.add(String(params.sessionId));
    toTest({ cdp: { method, params, ...(sessionId !== root && { sessionId }) } });
  });

  // The test is gone: nobody else would end this process.
  process.once("disconnect", () => process.exit(1));
  process.on("message", (raw) => {
    const message = FromTest.parse(raw);
    if ("hook" in message) {
      const { id, name, args } = message.hook;
      runTestHook(name, args).then(
        (value) => toTest({ hook: { id, value } }),
        (cause: unknown) => toTest({ hook: { id, error: String(cause) } }),
      );
      return;
    }
    const { id, method, params, sessionId } = message.cdp;
    pipe.post({ method, params, sessionId: sessionId ?? root }, ({ result, error }) => {
      toTest({ cdp: { id, ...(error ? { error } : { result }), ...(sessionId && { sessionId }) } });
    });
  });
  toTest({ ready: true });
}
