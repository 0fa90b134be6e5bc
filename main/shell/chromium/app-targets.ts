import { AppError } from "../../../shared/errors.ts";
import { AttachedToTarget } from "./cdp-message.ts";
import type { CdpPipe } from "./cdp-pipe.ts";
import type { PageTarget } from "./page.ts";

/** Waits for the app window's target. Every other page that ever opens (popups, Ctrl+N) is closed at once. */
export async function attachToApp(pipe: CdpPipe, log: (line: string) => void): Promise<PageTarget> {
  const app = Promise.withResolvers<PageTarget>();
  let appTargetId: string | null = null;

  async function turnAway(sessionId: string, targetId: string): Promise<void> {
    // Its opener hangs until the popup runs: resume it, then close it. It may be gone in between.
    await pipe.send("Runtime.runIfWaitingForDebugger", {}, sessionId).catch(() => undefined);
    await pipe.send("Target.closeTarget", { targetId }).catch(() => undefined);
    log("closed a page that is not ours");
  }

  pipe.onEvent((event) => {
    if (event.method !== "Target.attachedToTarget" || event.sessionId !== undefined) return;
    const { sessionId, targetInfo } = AttachedToTarget.parse(event.params);
    if (targetInfo.type === "page" && appTargetId === null) {
      appTargetId = targetInfo.targetId;
      // It waits only when it is that new; either way it must run.
      void pipe.send("Runtime.runIfWaitingForDebugger", {}, sessionId).catch(() => undefined);
      app.resolve({ sessionId, targetId: targetInfo.targetId });
    } else if (targetInfo.type === "page" && targetInfo.targetId !== appTargetId) {
      void turnAway(sessionId, targetInfo.targetId);
    } else {
      void pipe.send("Runtime.runIfWaitingForDebugger", {}, sessionId).catch(() => undefined);
    }
  });
  void pipe.closed.then(() =>
    app.reject(new AppError("unsupported", "the browser ended before its window opened")),
  );
  app.promise.catch(() => undefined); // Whoever waits hears of it below; a command that failed first is the better reason.
  await pipe.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  return app.promise;
}
