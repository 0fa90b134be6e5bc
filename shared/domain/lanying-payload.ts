import type { CodeMeaning } from "./code-meaning.ts";
import { fieldOf } from "./exact-json.ts";

const int64Max = 9223372036854775807n;

/**
 * The JSON that the backend's own apps put into their codes: `{ source, action, info: {…} }`. They differ in
 * `source` and in whether ids are numbers or strings; `action` alone says what it is. Null for anything else.
 * Read by hand: this runs in the page too, which does without zod.
 */
export function lanyingMeaning(json: unknown): CodeMeaning | null {
  const [action, info] = [fieldOf(json, "action"), fieldOf(json, "info")];
  if (typeof action !== "string" || typeof info !== "object" || info === null) return null;
  if (action === "group") return groupMeaning(info);
  if (action === "profile") return other("lanying_profile", info);
  if (action === "login") return other("lanying_login", info);
  return other("unknown", { action, info });
}

function groupMeaning(info: object): CodeMeaning {
  const groupId = groupIdOf(fieldOf(info, "group_id"));
  // Opaque: the server issued it and gets it back unchanged.
  const key = fieldOf(info, "info");
  const joinKey = typeof key === "string" && key !== "" ? key : null;
  if (groupId === null && joinKey === null) return other("unknown", info);
  const dedupeKey = `lanying_group:${groupId ?? ""}:${joinKey ?? ""}`;
  return { kind: "lanying_group", host: null, groupId, joinKey, dedupeKey };
}

function groupIdOf(value: unknown): string | null {
  const digits = typeof value === "number" || typeof value === "string" ? String(value).trim() : "";
  if (!/^\d{1,19}$/.test(digits)) return null;
  const id = BigInt(digits);
  return id > 0n && id <= int64Max ? id.toString() : null;
}

function other(kind: "lanying_profile" | "lanying_login" | "unknown", info: object): CodeMeaning {
  const dedupeKey = `${kind}:${JSON.stringify(info)}`;
  return { kind, host: null, groupId: null, joinKey: null, dedupeKey };
}
