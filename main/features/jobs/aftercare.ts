import { toAppError } from "../../../shared/errors.ts";
import type { Log } from "../../platform/log.ts";
import { inBackground } from "../../platform/rate-limit.ts";

/** Work in the background after a run: whoever looks at what was changed is told. What fails is only logged. */
export function createAftercare(log: Pick<Log, "warn">) {
  const closing = new AbortController();
  const running = new Set<Promise<void>>();

  return {
    begin(work: (signal: AbortSignal) => Promise<void>): void {
      if (closing.signal.aborted) return;
      const ended = Promise.resolve(closing.signal)
        .then((signal) => inBackground(() => work(signal)))
        .catch((cause: unknown) => {
          log.warn("what a job changed was not read again", { code: toAppError(cause).code });
        })
        .finally(() => running.delete(ended));
      running.add(ended);
    },
    /** Resolves when nothing is left in the background. */
    async settled(): Promise<void> {
      await Promise.all(running);
    },
    /** Begins no further step; does not wait for the present one. */
    close: () => closing.abort(),
  };
}
