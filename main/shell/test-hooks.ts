import type { Worker } from "node:worker_threads";
import { AppError } from "../../shared/errors.ts";
import type { Ask, MessageBox } from "./message-box.ts";

/** What an end-to-end test may ask of main, by name, with JSON in and JSON out. */
export type TestHook = (...args: readonly unknown[]) => unknown;

const hooks = new Map<string, TestHook>();

/** Hooks answer only in a process that a test started. */
export const isTestRun: boolean = process.env.QUNZHU_TEST === "1";

/** Does nothing outside a test run. A later hook of the same name takes the place of an earlier one. */
export function registerTestHook(name: string, hook: TestHook): void {
  if (isTestRun) hooks.set(name, hook);
}

export async function runTestHook(name: string, args: readonly unknown[]): Promise<unknown> {
  const hook = hooks.get(name);
  if (hook === undefined) throw new AppError("invalid", `no test hook named ${name}`);
  return (await hook(...args)) ?? null;
}

declare global {
  /** Only in a test run of the Electron shell, where a test evaluates in main. */
  var qunzhuTest: { run(name: string, args: readonly unknown[]): Promise<unknown> } | undefined;
}

/** Lets a test that can evaluate in main find the hooks. Does nothing outside a test run. */
export function exposeTestHooks(): void {
  if (isTestRun) globalThis.qunzhuTest = { run: runTestHook };
}

/** The desktop as tests see it: they answer dialogs beforehand and look afterwards at what was shown or copied. */
export interface ObservedDesktop {
  /** The paths a test put in place of the next dialog; null where a real dialog must open. */
  nextDialogAnswer(): readonly string[] | null;
  sawShownInFolder(path: string): void;
  sawOpened(url: string): void;
  sawCopied(text: string): void;
}

export function observeDesktop(): ObservedDesktop {
  const answers: string[][] = [];
  let shown: string | null = null;
  let copied: string | null = null;
  let opened: string | null = null;
  registerTestHook("answerNextDialog", (paths) => {
    answers.push(Array.isArray(paths) ? paths.map(String) : []);
  });
  registerTestHook("lastShownInFolder", () => shown);
  registerTestHook("lastOpenedInBrowser", () => opened);
  registerTestHook("clipboard", () => copied);
  return {
    nextDialogAnswer: () => answers.shift() ?? null,
    sawShownInFolder: (path) => {
      shown = path;
    },
    sawOpened: (url) => {
      opened = url;
    },
    sawCopied: (text) => {
      copied = text;
    },
  };
}

/** In a test run no box opens: the test reads what it would say and answers for the person. */
export function answeredByTest(ask: Ask): Ask {
  if (!isTestRun) return ask;
  let open: { readonly box: MessageBox; readonly answer: (choice: string) => void } | null = null;
  registerTestHook("messageBox", () => open?.box ?? null);
  registerTestHook("answerMessageBox", (choice) => {
    if (open === null) throw new Error("no message box is open");
    open.answer(String(choice));
  });
  return (box, signal) =>
    new Promise((resolve) => {
      const answer = (wanted: string) => {
        open = null;
        resolve(box.choices.find(({ choice }) => choice === wanted)?.choice ?? box.cancel);
      };
      open = { box, answer };
      if (signal?.aborted) answer(box.cancel);
      signal?.addEventListener("abort", () => answer(box.cancel));
    });
}

/** Lets a test bring about what must never happen: failures that nobody catches, and threads that end. */
export function registerFaultHooks(): void {
  if (!isTestRun) return;
  const threads: Worker[] = [];
  process.on("worker", (thread) => threads.push(thread));
  registerTestHook("failUnheard", (words) => {
    void Promise.reject(new Error(String(words)));
  });
  registerTestHook("throwUncaught", (words) => {
    setImmediate(() => {
      throw new Error(String(words));
    });
  });
  /** In the order they began: the cache, the journal, the demo. */
  registerTestHook("endThread", async (index) => {
    await threads[Number(index)]?.terminate();
  });
}
