import { AppError } from "../../../shared/errors.ts";
import { Evaluated } from "./cdp-message.ts";
import type { CdpPipe } from "./cdp-pipe.ts";

/** Running our own few scripts in the page. The page's policy stays in force for them: no eval. */
export interface PageScripts {
  /** For its effect. A page that has gone meanwhile is no error: there is nobody left to tell. */
  run(contextId: number, script: string): Promise<void>;
  /** As if the person had clicked; waits for a promise and answers with its value. */
  runAsGesture(contextId: number, script: string): Promise<unknown>;
  /** The path behind a `File`; null where it is none, or was made by a script. */
  pathOfFile(contextId: number, script: string): Promise<string | null>;
}

export function createPageScripts(pipe: CdpPipe, sessionId: string): PageScripts {
  async function evaluate(contextId: number, expression: string, options: Readonly<Record<string, unknown>>) {
    const params = { expression, contextId, silent: true, allowUnsafeEvalBlockedByCSP: false, ...options };
    const { result, exceptionDetails } = Evaluated.parse(
      await pipe.send("Runtime.evaluate", params, sessionId),
    );
    if (exceptionDetails !== undefined)
      throw new AppError("internal", `page script: ${exceptionDetails.text}`);
    return result;
  }

  return {
    async run(contextId, script) {
      await evaluate(contextId, script, {}).catch(() => undefined);
    },
    async runAsGesture(contextId, script) {
      const options = { userGesture: true, awaitPromise: true, returnByValue: true };
      return (await evaluate(contextId, script, options)).value;
    },
    async pathOfFile(contextId, script) {
      const { objectId } = await evaluate(contextId, script, {});
      if (objectId === undefined) return null;
      try {
        const { path } = await pipe.send("DOM.getFileInfo", { objectId }, sessionId);
        return typeof path === "string" && path !== "" ? path : null;
      } catch {
        return null; // The browser refuses what is no File.
      } finally {
        await pipe.send("Runtime.releaseObject", { objectId }, sessionId).catch(() => undefined);
      }
    },
  };
}
