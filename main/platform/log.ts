import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileError } from "./file-errors.ts";
import { createRedaction } from "./redaction.ts";

export type LogFields = Readonly<Record<string, unknown>>;

export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A token or password that must never be written, whatever it is part of. */
  registerSecret(value: string): void;
}

export interface LogOptions {
  readonly folder: string;
  /** At this size the file becomes `qunzhu.1.log`, replacing the one before. */
  readonly maxBytes?: number;
}

/** JSON lines in two files of bounded size. Written at once, so that the last line before a crash is there. */
export function createLog({ folder, maxBytes = 1024 * 1024 }: LogOptions): Log {
  const file = join(folder, "qunzhu.log");
  const older = join(folder, "qunzhu.1.log");
  const redaction = createRedaction();
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw fileError(cause, "make the folder for the log");
  }
  let size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;

  function write(level: string, message: string, fields: LogFields): void {
    const clean = redaction.value(fields) as LogFields;
    const entry = { time: new Date().toISOString(), level, message: redaction.text(message), ...clean };
    const line = `${JSON.stringify(entry)}\n`;
    try {
      if (size > 0 && size + line.length > maxBytes) {
        renameSync(file, older);
        size = 0;
      }
      appendFileSync(file, line);
      size += Buffer.byteLength(line);
    } catch (cause) {
      process.stderr.write(`the log cannot be written: ${cause instanceof Error ? cause.message : ""}\n`);
    }
  }

  return {
    info: (message, fields = {}) => write("info", message, fields),
    warn: (message, fields = {}) => write("warn", message, fields),
    error: (message, fields = {}) => write("error", message, fields),
    registerSecret: (value) => redaction.register(value),
  };
}

/** Writes nothing: for the command line and for tests that look at something else. */
export const silentLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  registerSecret: () => undefined,
};
