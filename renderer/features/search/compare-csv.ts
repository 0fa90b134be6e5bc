import { csvOf } from "../../../shared/domain/csv.ts";
import type { Member } from "../../../shared/domain/member.ts";

export interface CsvWords {
  readonly head: readonly [id: string, name: string, role: string, joined: string, muted: string];
  readonly role: (role: Member["role"]) => string;
  readonly forever: string;
}

/** A list of members for a spreadsheet; times as ISO 8601, which every one of them reads. */
export function membersCsv(members: readonly Member[], { head, role, forever }: CsvWords): string {
  return csvOf([
    head,
    ...members.map((member) => [
      member.id,
      member.name,
      role(member.role),
      isoTime(member.joinedAt),
      member.mutedUntil !== null && member.mutedUntil < 0 ? forever : isoTime(member.mutedUntil),
    ]),
  ]);
}

function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** UTF-8 in base64, as a file crosses the bridge. */
export function base64Of(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
