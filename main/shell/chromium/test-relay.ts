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

type ToTest = (message: object) => void;

/** The channel to the test that started us; null where no test did. */
function testChannel(): ToTest | null {
  const channel = process.send?.bind(process);
  if (channel === undefined) return null;
  return (message) => {
    if (process.connected) channel(message);
  };
}

/** Answers the test's hooks from the very beginning, also where no window ever opens. */
export function answerTestHooks(): void {
  const toTest = testChannel();
  if (toTest === null) return;
  // The test is gone: nobody else would end this process.
  process.once("disconnect", () => process.exit(1));
  process.on("message", (raw) => {
    const message = FromTest.parse(raw);
    if (!("hook" in message)) return;
    const { id, name, args } = message.hook;
    runTestHook(name, args).then(
      (value) => toTest({ hook: { id, value } }),
      (cause: unknown) => toTest({ hook: { id, error: String(cause) } }),
    );
  });
}

/**
 * Lets the test that started this process drive the page over our own pipe, as a second client of the browser:
 * the process tree stays the real one and no port is opened. Does nothing without such a channel.
 */
export async function relayToTest(pipe: CdpPipe): Promise<void> {
  const toTest = testChannel();
  if (toTest === null) return;
  const root = z.string().parse((await pipe.send("Target.attachToBrowserTarget")).sessionId);
  const sessions = new Set([root]);

  pipe.onEvent(({ method, params, sessionId }) => {
    if (sessionId === undefined || !sessions.has(sessionId)) return;
    if (method === "Target.attachedToTarget") sessions.add(String(params.sessionId));
    toTest({ cdp: { method, params, ...(sessionId !== root && { sessionId }) } });
  });

  const relay = (raw: unknown) => {
    const message = FromTest.parse(raw);
    if (!("cdp" in message)) return;
    const { id, method, params, sessionId } = message.cdp;
    pipe.post({ method, params, sessionId: sessionId ?? root }, ({ result, error }) => {
      toTest({ cdp: { id, ...(error ? { error } : { result }), ...(sessionId && { sessionId }) } });
    });
  };
  process.on("message", relay);
  // A window that is opened again has a browser of its own.
  void pipe.closed.then(() => process.off("message", relay));
  toTest({ ready: true });
}
