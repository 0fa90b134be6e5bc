import type { Bridge, Reply } from "../../../shared/ipc/contract.ts";
import { activityWindow } from "./fake-activity.ts";
import { fakeAdministration } from "./fake-administration.ts";
import { createFakeFriends } from "./fake-friends.ts";
import { createFakeInbox } from "./fake-inbox.ts";
import { fakeJobs } from "./fake-jobs.ts";
import { fakeSearch } from "./fake-search.ts";
import { accounts, groups, knownPeople, memberAt } from "./fake-world.ts";

/** A main process for looking at the page without one: plausible data, scenes chosen by `?scene=`. Never shipped. */
const query = new URLSearchParams(location.search);
const scene = query.get("scene") ?? "main";
const listeners = new Set<(name: string, payload: unknown) => void>();
let settings = {
  language: query.get("lang") ?? "zh-CN",
  theme: query.get("theme") ?? "light",
  downloadFolder: null,
};
const inbox = createFakeInbox();
const friends = createFakeFriends();
if (scene === "empty") inbox.empty();
let known = scene === "welcome" ? [] : [...accounts];
const notices =
  scene === "notices"
    ? [
        {
          id: "00000000-0000-4000-8000-0000000000aa",
          kind: "database_damaged",
          detail: "cache-2026-11-20.damaged",
        },
        { id: "00000000-0000-4000-8000-0000000000ab", kind: "secrets_memory_only", detail: null },
      ]
    : [];

const emit = (name: string, payload: unknown = {}) => {
  for (const listener of listeners) listener(name, payload);
};
const never = () => new Promise<Reply>(() => {});
const ok = (value?: unknown): Reply => ({ ok: true, value });
const refused = (
  code: "offline" | "forbidden" | "refused" | "not_found",
  message = code as string,
): Reply => ({
  ok: false,
  code,
  message,
  ...(code === "refused" ? { server: { code: "20001", message: "密码错误" } } : {}),
});

interface Input {
  readonly accountId?: string;
  readonly groupId?: string;
  readonly memberId?: string;
  readonly query?: string;
  readonly offset?: number;
  readonly limit?: number;
  readonly keys?: readonly string[];
  readonly isApproved?: boolean;
  readonly showsDecided?: boolean;
  readonly greeting?: string;
}

function windowOf<Row>(rows: readonly Row[], { offset = 0, limit = 100 }: Input): Reply {
  return ok({ revision: 1, total: rows.length, rows: rows.slice(offset, offset + limit) });
}

function members({ groupId, query = "", offset = 0, limit = 100 }: Input): Reply {
  const total = Math.min(knownPeople, groups.find((group) => group.id === groupId)?.memberCount ?? 0);
  if (query) {
    const found = Array.from({ length: Math.min(total, 2000) }, (_, index) => memberAt(index)).filter(
      (member) => member.name.toLowerCase().includes(query.toLowerCase()) || member.id.includes(query),
    );
    return windowOf(found, { offset, limit });
  }
  const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) =>
    memberAt(offset + index),
  );
  return ok({ revision: 1, total, rows });
}

const answers: Record<string, (input: Input) => Reply | Promise<Reply>> = {
  "app.state": () =>
    ok({
      version: "0.1.0",
      shell: "chromium",
      systemLanguage: "zh-CN",
      platform: "linux",
      secretPlace: scene === "notices" ? "memory" : "os",
      settings,
      notices,
    }),
  "app.dismissNotice": () => ok(),
  "settings.update": (change) => {
    settings = { ...settings, ...change };
    queueMicrotask(() => emit("settings.changed"));
    return ok(settings);
  },
  "settings.pickDownloadFolder": () => ok(null),
  "shell.copyText": () => ok(),
  "accounts.list": () => ok(known),
  "accounts.addDemo": () => {
    known = accounts.slice(0, 2);
    queueMicrotask(() => emit("accounts.changed"));
    return ok(known);
  },
  "accounts.add": () => refused("refused"),
  "accounts.signIn": () => refused("refused"),
  "accounts.remove": ({ accountId }) => {
    known = known.filter((one) => one.id !== accountId);
    queueMicrotask(() => emit("accounts.changed"));
    return ok();
  },
  "groups.window": (input) => {
    if (scene === "loading") return never();
    if (scene === "empty") return windowOf([], input);
    const wanted = (input.query ?? "").toLowerCase();
    return windowOf(
      groups.filter((group) => group.name.toLowerCase().includes(wanted)),
      input,
    );
  },
  "groups.get": ({ accountId, groupId }) => {
    const group = groups.find((one) => one.id === groupId);
    return group ? ok({ ...group, accountId }) : refused("not_found");
  },
  "groups.sync": () => (scene === "offline" ? refused("offline") : ok()),
  "groups.refresh": () => (scene === "offline" ? refused("offline") : ok()),
  "groups.avatar": () => ok(null),
  "members.window": members,
  "members.get": ({ memberId }) => {
    for (let index = 0; index < 1000; index += 1) {
      const member = memberAt(index);
      if (member.id === memberId) return ok(member);
    }
    return refused("not_found");
  },
  "members.sync": () => (scene === "offline" ? refused("offline") : ok()),
  "files.window": (input) => windowOf([], input),
  "files.sync": () => ok(),
  "transfers.list": () => ok([]),
  ...fakeAdministration(emit),
  ...fakeJobs(emit),
  ...fakeSearch,
  "friends.state": () => ok(friends.state()),
  "friends.request": ({ accountId, greeting = "" }) => {
    queueMicrotask(() => emit("friends.changed", { accountId }));
    return ok(friends.request({ greeting }));
  },
  "friends.check": () => ok(false),
  "friends.resume": ({ accountId }) => {
    friends.resume();
    queueMicrotask(() => emit("friends.changed", { accountId }));
    return ok();
  },
  "activity.window": (input) => ok(activityWindow(scene === "empty" ? 0 : 100_000, input)),
  "activity.export": () => ok(true),
  "inbox.list": (input) => ok(inbox.list(input)),
  "inbox.sync": () => ok([]),
  "inbox.decide": ({ keys = [], isApproved = false }) => {
    queueMicrotask(() => emit("inbox.changed"));
    return ok(inbox.decide({ keys, isApproved }));
  },
};

const fake: Bridge = {
  call: async (name, input) => (await answers[name]?.((input ?? {}) as Input)) ?? refused("forbidden", name),
  on(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  adoptFile: async () => ({ ok: false, code: "forbidden", message: "no files here" }),
};

Object.assign(window, { qunzhu: fake });
