import { z } from "zod";
import { SecretPlace } from "../domain/account.ts";
import { ProxySettings, Settings } from "../domain/settings.ts";
import { FileHandle } from "./window.ts";

/** Something the person must be told once, e.g. that a damaged cache was set aside. */
export const Notice = z.object({
  id: z.uuid(),
  kind: z.enum([
    "database_damaged",
    "database_newer",
    "journal_damaged",
    "journal_newer",
    "journal_lost",
    "journal_rows_damaged",
    "journal_writes_lost",
    "secrets_memory_only",
    "crash_recovered",
    "page_crashed",
    "demo_restarted",
    "fault_survived",
    "act_not_kept",
  ]),
  /** A path or a number, shown beside our words or in them; null when there is none. */
  detail: z.string().nullable(),
});
export type Notice = z.infer<typeof Notice>;

export const AppState = z.object({
  version: z.string(),
  shell: z.enum(["electron", "chromium"]),
  /** BCP 47, of the operating system. */
  systemLanguage: z.string(),
  platform: z.string(),
  secretPlace: SecretPlace,
  settings: Settings,
  hasProxyPassword: z.boolean(),
  notices: z.array(Notice),
});
export type AppState = z.infer<typeof AppState>;

export const appCalls = {
  "app.state": { input: z.void(), output: AppState },
  "app.dismissNotice": { input: z.object({ id: z.uuid() }), output: z.void() },
  /** A folder comes only from the system's own dialog: a page that was taken over could write anywhere else. */
  "settings.update": {
    input: Settings.omit({ proxy: true }).extend({ downloadFolder: z.null() }).partial(),
    output: Settings,
  },
  /**
   * Keeps and uses it from the next connection on. Without `password` the kept one stays as long as address and user
   * do; null forgets it. Throws "invalid" for an address that is none, "storage" where the password cannot be kept.
   */
  "settings.setProxy": {
    input: z.object({ proxy: ProxySettings, password: z.string().max(1_000).nullable().optional() }),
    output: Settings,
  },
  /** Opens the system's folder dialog and keeps the choice; null when the person cancelled. */
  "settings.pickDownloadFolder": { input: z.void(), output: Settings.nullable() },
  "shell.pickFiles": { input: z.void(), output: z.array(FileHandle) },
  /** Asks where to save and writes it there; false when the person cancelled. */
  "shell.saveFile": {
    input: z.object({ name: z.string().min(1).max(200), base64: z.string().max(64_000_000) }),
    output: z.boolean(),
  },
  "shell.copyText": { input: z.object({ text: z.string().max(100_000) }), output: z.void() },
} as const;
