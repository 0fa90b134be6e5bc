import type { Announcement } from "../../../../shared/domain/announcement.ts";
import type { Bridge, Reply } from "../../../../shared/ipc/contract.ts";

/** What the page asked for; put on `window.administrationProbe`. */
export interface AdministrationProbe {
  readonly calls: { readonly name: string; readonly input: unknown }[];
  /** Answers given instead of the usual ones, by call. */
  readonly refusals: Record<string, Reply>;
  /** What the group's code says and until when. */
  code: { text: string; createdAt: number | null; expiresAt: number | null };
  allowsMemberInvites: boolean;
}

/** Runs in the page, after the harness's own stand-in for main: adds mutes, blocks, announcements and a code. */
export function installFakeAdministration(now: number): void {
  const page = window as unknown as { qunzhu: Bridge; administrationProbe: AdministrationProbe };
  const main = page.qunzhu;
  const listeners = new Set<(name: string, payload: unknown) => void>();
  const probe: AdministrationProbe = {
    calls: [],
    refusals: {},
    code: {
      text: JSON.stringify({
        source: "app",
        action: "group",
        info: { group_id: "42", info: "Zm9v".repeat(20) },
      }),
      createdAt: now,
      expiresAt: now + 7 * 86_400_000,
    },
    allowsMemberInvites: false,
  };
  page.administrationProbe = probe;
  const minute = 60_000;
  const muted = [
    { userId: "2302128619904", name: "孙丽", mutedUntil: now + 45 * minute },
    { userId: "2302128619136", name: "王伟", mutedUntil: now + 3 * 1440 * minute },
    { userId: "2302128619776", name: null, mutedUntil: -1 },
  ];
  const blocked = [
    { userId: "2302128619392", name: "Daniel Costa", blockedAt: now - 9 * 1440 * minute },
    { userId: "2302128619264", name: null, blockedAt: null },
  ];
  let announcements: Announcement[] = [
    {
      ...{ id: "3", title: "本周路线：香山—八大处", authorId: "1", createdAt: now - 2 * 1440 * minute },
      content: "周六 7:30 北门集合。路线见 https://example.com/route?id=7&from=<b>，预计 16:00 结束。",
    },
    { id: "2", title: "Equipment", content: "Boots", authorId: null, createdAt: now - 40 * 1440 * minute },
  ];
  let draft = { title: "", content: "" };
  const ok = (value?: unknown): Reply => ({ ok: true, value });
  type Input = { accountId: string; groupId: string; announcementId: string; title: string; content: string };
  const changed = ({ accountId, groupId }: Input) =>
    queueMicrotask(() => {
      for (const listener of listeners) listener("administration.changed", { accountId, groupId });
    });
  const answers: Record<string, (input: Input) => Reply> = {
    "moderation.muted": () => ok(muted),
    "moderation.blocked": () => ok(blocked),
    "announcements.list": () => ok(announcements),
    "announcements.add": (input) => {
      const { title, content } = input;
      const added = { id: String(10 + announcements.length), title, content, authorId: null, createdAt: now };
      announcements = [added, ...announcements];
      draft = { title: "", content: "" };
      changed(input);
      return ok(added);
    },
    "announcements.remove": (input) => {
      announcements = announcements.filter(({ id }) => id !== input.announcementId);
      changed(input);
      return ok();
    },
    "announcements.draft": () => ok(draft),
    "announcements.keepDraft": ({ title, content }) => {
      draft = { title, content };
      return ok();
    },
    "groups.code": () => ok(probe.code),
    "groups.settings": () => ok({ allowsMemberInvites: probe.allowsMemberInvites }),
    "shell.saveFile": () => ok(true),
    "shell.copyText": () => ok(),
  };
  const { call, on } = main;
  Object.assign(main, {
    async call(name: string, input: unknown) {
      probe.calls.push({ name, input });
      return probe.refusals[name] ?? answers[name]?.(input as Input) ?? (await call(name, input));
    },
    on(listener: (name: string, payload: unknown) => void) {
      listeners.add(listener);
      return on(listener);
    },
  });
}
