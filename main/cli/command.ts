import type { Session } from "./session.ts";

export interface OptionSpec {
  /** Shown in help, e.g. `NAME`; a flag without a value has none. */
  readonly value?: string;
  readonly help: string;
  readonly isRequired?: boolean;
}

export interface CommandInput {
  /** Given options by name; flags are "true". Required ones are there. */
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly arguments: readonly string[];
  /** The secret that stands on standard input. */
  readonly stdin: () => Promise<string>;
  /** What else stands there, e.g. an image; reading stops soon after `most` bytes. */
  readonly stdinBytes: (most: number) => Promise<Uint8Array>;
  /** Tells how far a long command is: one more line on standard output, before the document that ends it. */
  readonly say: (status: object) => Promise<void>;
  /** For eyes only: standard error. */
  readonly draw: (text: string) => void;
  /** Hears lines of standard input while the command runs; the function it returns ends that. */
  readonly onLine: (heard: (line: string) => void) => () => void;
  /** QUNZHU_SECRET: a token or a password for accounts whose secrets no keyring keeps. */
  readonly secret: string | null;
}

export interface Command {
  /** `["members", "list"]`. */
  readonly path: readonly string[];
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** How the arguments are called in help, e.g. `IMAGE…`; absent when the command takes none. */
  readonly argumentName?: string;
  /** Its value becomes the `value` of the JSON document. */
  readonly run: (session: Session, input: CommandInput) => Promise<unknown>;
}
