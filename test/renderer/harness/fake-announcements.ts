import type { Announcement } from "../../../shared/domain/announcement.ts";
import { type Answers, ok } from "./fake-main.ts";

const day = 86_400_000;

interface Input {
  readonly accountId: string;
  readonly groupId: string;
  readonly announcementId: string;
  readonly title: string;
  readonly content: string;
}

/** Two announcements, the same in every group, and one draft. */
export function fakeAnnouncements(emit: (name: string, payload: unknown) => void): Answers {
  const now = Date.now();
  let announcements: Announcement[] = [
    {
      ...{ id: "3", title: "本周路线：香山—八大处", authorId: "1", createdAt: now - 2 * day },
      content: "周六 7:30 北门集合。路线见 https://example.com/route?id=7&from=<b>，预计 16:00 结束。",
    },
    { id: "2", title: "Equipment", content: "Boots", authorId: null, createdAt: now - 40 * day },
  ];
  let draft = { title: "", content: "" };
  const changed = ({ accountId, groupId }: Input) =>
    queueMicrotask(() => emit("announcements.changed", { accountId, groupId }));
  return {
    "announcements.list": () => ok({ readAt: now - 300_000, rows: announcements }),
    "announcements.sync": (input: Input) => {
      changed(input);
      return ok();
    },
    "announcements.add": (input: Input) => {
      const { title, content } = input;
      const added = { id: String(10 + announcements.length), title, content, authorId: null, createdAt: now };
      announcements = [added, ...announcements];
      draft = { title: "", content: "" };
      changed(input);
      return ok(added);
    },
    "announcements.remove": (input: Input) => {
      announcements = announcements.filter(({ id }) => id !== input.announcementId);
      changed(input);
      return ok();
    },
    "announcements.draft": () => ok(draft),
    "announcements.keepDraft": ({ title, content }: Input) => {
      draft = { title, content };
      return ok();
    },
  };
}
