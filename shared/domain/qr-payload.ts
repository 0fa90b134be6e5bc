import type { CodeKind } from "./join.ts";

/** What a text from a QR code or the clipboard means. `text` is passed on verbatim to the server that wants it. */
export interface ParsedCode {
  readonly kind: CodeKind;
  readonly text: string;
  /** The host as a URL parser sees it; null for texts that are no link. */
  readonly host: string | null;
  /** Lanying: the group's id. */
  readonly groupId: string | null;
  /** What the server needs: Lanying `qr_info`, the WeChat code link, or the invite link with its ticket. */
  readonly joinKey: string | null;
  /** Equal for two codes that mean the same, tracking parameters left out. */
  readonly dedupeKey: string;
}
