import type { Page } from "@playwright/test";

export interface LaunchOptions {
  /** A new temporary folder, removed afterwards, when left out. */
  readonly dataFolder?: string;
  readonly args?: readonly string[];
  /** What the app takes for the language of the system; "en" when left out. */
  readonly language?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The whole app, started as a person starts it, and what a test may do with it. The same for both shells. */
export interface App {
  readonly page: Page;
  readonly dataFolder: string;
  /** Where the app thinks the system's downloads go. */
  readonly downloadsFolder: string;
  /** The main process. */
  readonly pid: number;
  /** Asks a named test hook of main, e.g. `answerNextDialog`. */
  main(name: string, ...args: readonly unknown[]): Promise<unknown>;
  dropFiles(selector: string, paths: readonly string[]): Promise<void>;
  /** Everything main has written to its two outputs so far. */
  output(): string;
  /** Closes the window and waits until the app has ended. */
  close(): Promise<void>;
  /** Ends main without warning, as a crash would. */
  kill(): Promise<void>;
  /** The exit code; null after a kill. */
  readonly exited: Promise<number | null>;
}

/** An app whose window never opened, or that is still asking whether it shall. */
export type AppWithoutWindow = Pick<App, "pid" | "main" | "output" | "exited" | "kill">;

/** Launch options with every blank filled in. */
export interface Launch {
  readonly dataFolder: string;
  readonly downloadsFolder: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}
