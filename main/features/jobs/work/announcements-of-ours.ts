import type { Announcement } from "../../../../shared/domain/announcement.ts";

export interface Words {
  readonly title: string;
  readonly content: string;
}

/** The same to a reader: servers may trim a text or end its lines in another way. */
export function hasWords(announcement: Words, words: Words): boolean {
  return (
    plain(announcement.title) === plain(words.title) && plain(announcement.content) === plain(words.content)
  );
}

/** Those with these words that we wrote, or that name no author; newest first. */
export function oursWithWords(
  announcements: readonly Announcement[],
  words: Words,
  selfId: string | null,
): readonly Announcement[] {
  return announcements.filter(
    (one) => hasWords(one, words) && (one.authorId === null || one.authorId === selfId),
  );
}

type Timed = Pick<Announcement, "createdAt">;

/** When the newest of these was announced, by the server's clock; 0 for none, null where one does not say when. */
export function latestOf(announcements: readonly Timed[]): number | null {
  const times = announcements.map(({ createdAt }) => createdAt);
  return times.every((time) => time !== null) ? Math.max(0, ...times) : null;
}

/** Also what does not say when, and everything where nobody knows what was there before. */
export function isLaterThan(since: number | null): (announcement: Timed) => boolean {
  return ({ createdAt }) => createdAt === null || since === null || createdAt > since;
}

function plain(text: string): string {
  return text.normalize("NFC").replaceAll("\r\n", "\n").trim();
}
