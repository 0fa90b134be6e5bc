import { AppError, toAppError } from "../../../shared/errors.ts";
import type { EventName, EventPayload } from "../../../shared/ipc/contract.ts";
import { createCrashPolicy } from "../crash-policy.ts";
import { pageOrigin } from "../own-page.ts";
import type { ShellWindow, WindowDeps } from "../shell.ts";
import { registerTestHook } from "../test-hooks.ts";
import { createCameraPermission } from "./camera-permission.ts";
import { AttachedToTarget, type CdpEvent, FrameNavigated } from "./cdp-message.ts";
import type { CdpPipe } from "./cdp-pipe.ts";
import { createFrameContexts } from "./frame-contexts.ts";
import { bindingName, injectedBridge } from "./injected-bridge.ts";
import { answerPage } from "./page-messages.ts";
import { answerRequest } from "./page-requests.ts";
import { createPageScripts, type PageScripts } from "./page-scripts.ts";

const home = `${pageOrigin.chromium}/index.html`;

export interface PageTarget {
  readonly sessionId: string;
  readonly targetId: string;
}

export interface PageDeps {
  readonly pipe: CdpPipe;
  readonly target: PageTarget;
  readonly folder: string;
  readonly windowDeps: WindowDeps;
  readonly log: (line: string) => void;
}

export interface Page extends Pick<ShellWindow, "send" | "focus" | "closed"> {
  readonly scripts: PageScripts;
  /** Throws AppError("internal") while no page is loaded. */
  context(): number;
  /**
   * Lets the page open a camera, until it is taken back: here that ends a picture that still runs. Forgotten, it is
   * taken back by itself.
   */
  allowCamera(isAllowed: boolean): Promise<void>;
}

/** Makes the one page ours: its files, its bridge, its bounds; then loads it. */
export async function openPage({ pipe, target, folder, windowDeps, log }: PageDeps): Promise<Page> {
  const { sessionId, targetId } = target;
  const contexts = createFrameContexts(targetId);
  const scripts = createPageScripts(pipe, sessionId);
  const crashes = createCrashPolicy();
  const closed = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  /** Ours alone: a test tool that drives the same browser answers for its own sessions. */
  const sessions = new Set([sessionId]);
  const send = (method: string, params = {}) => pipe.send(method, params, sessionId);
  /** What the page started and nobody waits for. It may be gone by then, which only the log needs to know. */
  const inBackground = (work: Promise<unknown>) => {
    work.catch((cause: unknown) => {
      const { message } = toAppError(cause);
      if (!message.includes(requestIsGone)) log(`page: ${message}`);
    });
  };

  const camera = createCameraPermission(pipe);

  const onPageEvent = (event: CdpEvent & { readonly sessionId: string }) => {
    const { method, params } = event;
    if (method === "Fetch.requestPaused" && sessions.has(event.sessionId))
      inBackground(answerRequest(pipe, event.sessionId, folder, params));
    if (event.sessionId !== sessionId) return;
    contexts.onEvent(event);
    if (method === "Runtime.bindingCalled") {
      inBackground(answerPage({ ...windowDeps, contexts, scripts }, params));
    }
    if (method === "Target.attachedToTarget") inBackground(admitWorker(params));
    if (method === "Page.frameNavigated") onNavigated(params);
    if (method === "Inspector.targetCrashed") onCrash();
  };

  /** Foreign pages never answer; about:blank and error pages need no answer, and are left again at once. */
  function onNavigated(params: unknown): void {
    const { frame } = FrameNavigated.parse(params);
    if (frame.id !== targetId) return;
    inBackground(camera.allow(false));
    if (frame.url.startsWith(`${pageOrigin.chromium}/`)) arrived.resolve();
    else inBackground(send("Page.navigate", { url: home }));
  }

  /** Workers load through the same door as the page; anything else that attaches here just runs on. */
  async function admitWorker(params: unknown): Promise<void> {
    const { sessionId: worker, targetInfo } = AttachedToTarget.parse(params);
    if (targetInfo.type === "worker") {
      sessions.add(worker);
      await pipe.send("Fetch.enable", everyRequest, worker).catch(() => undefined);
    }
    await pipe.send("Runtime.runIfWaitingForDebugger", {}, worker);
  }

  function onCrash(): void {
    const isReloaded = crashes.shouldReload();
    log(`the page crashed${isReloaded ? " and is loaded again" : " again: closing"}`);
    windowDeps.onCrash?.({ reason: "crashed", isReloaded });
    if (isReloaded) inBackground(send("Page.reload"));
    else inBackground(pipe.send("Target.closeTarget", { targetId }));
  }

  registerTestHook("crashPage", () => inBackground(send("Page.crash")));

  const stopListening = pipe.onEvent((event) => {
    if (event.method === "Target.detachedFromTarget" && event.params.sessionId === sessionId)
      closed.resolve();
    else if (event.sessionId !== undefined) onPageEvent({ ...event, sessionId: event.sessionId });
  });
  inBackground(
    Promise.race([closed.promise, pipe.closed]).then(() => {
      stopListening();
      closed.resolve();
    }),
  );

  await Promise.all([
    send("Page.enable"),
    send("Inspector.enable"),
    send("Runtime.enable"),
    send("Runtime.addBinding", { name: bindingName }),
    send("Page.addScriptToEvaluateOnNewDocument", { source: injectedBridge }),
    // After the script: no page of ours may load without its bridge.
    send("Fetch.enable", everyRequest),
    send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
    camera.allow(false),
    pipe.send("Browser.setDownloadBehavior", { behavior: "deny" }),
  ]);
  // The window is still on its way to the same address, so one of the two is aborted; the other arrives.
  await send("Page.navigate", { url: home });
  const isHere = await Promise.race([arrived.promise.then(() => true), closed.promise.then(() => false)]);
  if (!isHere) throw new AppError("internal", "the window closed before its page was loaded");

  return {
    closed: closed.promise,
    scripts,
    context() {
      const context = contexts.main();
      if (context === null) throw new AppError("internal", "the page is not loaded");
      return context;
    },
    send<N extends EventName>(name: N, payload: EventPayload<N>) {
      const context = contexts.main();
      // Events only say what changed: a page that is just loading reads everything anyway.
      if (context !== null)
        inBackground(scripts.run(context, `qunzhuEvent("${name}", ${JSON.stringify(payload)})`));
    },
    focus: () => inBackground(send("Page.bringToFront")),
    allowCamera: camera.allow,
  };
}

/** What the browser says of a request that the page gave up while we read the file: every reload has some. */
const requestIsGone = "Invalid InterceptionId";
const everyRequest = { patterns: [{ urlPattern: "*" }] };
