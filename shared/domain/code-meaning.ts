import type { CodeKind } from "./join.ts";

/** What a text means, without the text itself. */
export interface CodeMeaning {
  readonly kind: CodeKind;
  readonly host: string | null;
  readonly groupId: string | null;
  readonly joinKey: string | null;
  readonly dedupeKey: string;
}
