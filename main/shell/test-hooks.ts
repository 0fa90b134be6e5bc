import { AppError } from "../../shared/errors.ts";

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
  sawCopied(text: string): void;
}

export function observeDesktop(): ObservedDesktop {
  const answers: string[][] = [];
  let shown: string | null = null;
  let copied: string | null = null;
  registerTestHook("answerNextDialog", (paths) => {
    answers.push(Array.isArray(paths) ? paths.map(String) : []);
  });
  registerTestHook("lastShownInFolder", () => shown);
  registerTestHook("clipboard", () => copied);
  return {
    nextDialogAnswer: () => answers.shift() ?? null,
    sawShownInFolder: (path) => {
      shown = path;
    },
    sawCopied: (text) => {
      copied = text;
    },
  };
}
