import type { ProxySettings } from "../../../shared/domain/settings.ts";
import type { CallInput, Reply } from "../../../shared/ipc/contract.ts";
import { activityWindow, undoActivity } from "./fake-activity.ts";
import { fakeAdministration } from "./fake-administration.ts";
import { fakeAnnouncements } from "./fake-announcements.ts";
import { fakeFiles } from "./fake-files.ts";
import { createFakeFriends } from "./fake-friends.ts";
import { createFakeInbox } from "./fake-inbox.ts";
import { fakeJobs } from "./fake-jobs.ts";
import { type Answers, createFakeMain, ok, windowOf } from "./fake-main.ts";
import { fakeModeration } from "./fake-moderation.ts";
import { fakePeople } from "./fake-people.ts";
import { fakeSearch } from "./fake-search.ts";
import { accounts, groups, knownPeople, memberAt } from "./fake-world.ts";

/**
 * A main process for looking at the page without one: plausible data, scenes chosen by `?scene=`, so many files in each
 * group by `?files=`. Never shipped.
 */
const query = new URLSearchParams(location.search);
const scene = query.get("scene") ?? "main";
const { fakeMain, bridge } = createFakeMain();
const { emit } = fakeMain;
let settings = {
  language: query.get("lang") ?? "zh-CN",
  theme: query.get("theme") ?? "light",
  downloadFolder: null,
  proxy: kept<ProxySettings>("proxy") ?? { mode: "system", address: "", user: "" },
};
let proxyPassword = kept<string>("proxyPassword");
const inbox = createFakeInbox(scene);
const friends = createFakeFriends();
if (scene === "empty") inbox.empty();
let known = scene === "welcome" ? [] : [...accounts];
if (scene === "deviceOffline") known = known.map((one) => ({ ...one, isDeviceOffline: one.kind === "gewe" }));
// Nothing was opened yet, and the server wants to be asked less.
const isGentle = scene === "gentle";
if (isGentle) known = known.map((one) => ({ ...one, slowedUntil: Date.now() + 20 * 60_000 }));
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

/** What main keeps over a reload of the page. */
function kept<Value>(name: string): Value | null {
  return JSON.parse(sessionStorage.getItem(`fake-main/${name}`) ?? "null");
}

function keep(name: string, value: unknown): void {
  sessionStorage.setItem(`fake-main/${name}`, JSON.stringify(value));
}

const never = () => new Promise<Reply>(() => {});
const failed = (code: "offline" | "not_found"): Reply => ({ ok: false, code, message: code });
const wrongPassword = (): Reply => ({
  ...{ ok: false, code: "refused", message: "refused", step: "sign_in" },
  server: { code: "402", message: "Operation rejected" },
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
  readonly isSure?: boolean;
}

/** Where few have a card, names arrive a hundred at a time and some are still on their way. */
function shownAt(index: number) {
  const member = memberAt(index);
  return scene === "fewCards" && index % 7 > 3 ? { ...member, name: "" } : member;
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
    shownAt(offset + index),
  );
  return ok({ revision: 1, order: 0, total, rows });
}

const answers: Answers = {
  "app.state": () =>
    ok({
      version: "0.1.0",
      shell: "chromium",
      systemLanguage: "zh-CN",
      platform: "linux",
      secretPlace: scene === "notices" ? "memory" : "os",
      settings,
      hasProxyPassword: proxyPassword !== null,
      notices,
    }),
  "app.dismissNotice": () => ok(),
  "settings.update": (change: Partial<typeof settings>) => {
    settings = { ...settings, ...change };
    queueMicrotask(() => emit("settings.changed"));
    return ok(settings);
  },
  "settings.setProxy": ({ proxy, password }: CallInput<"settings.setProxy">) => {
    if (proxy.mode === "manual" && !URL.canParse(proxy.address))
      return { ok: false, code: "invalid", message: "no" };
    const isSame = proxy.address === settings.proxy.address && proxy.user === settings.proxy.user;
    if (password !== undefined || !isSame) proxyPassword = password ?? null;
    settings = { ...settings, proxy };
    keep("proxy", proxy);
    keep("proxyPassword", proxyPassword);
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
  "accounts.add": wrongPassword,
  "accounts.signIn": wrongPassword,
  "accounts.device": ({ accountId }: Input) =>
    ok({ accountId, settings: { type: "ipad", regionId: "320000" }, newDeviceId: null, signIn: null }),
  "accounts.startDevice": () => ok(),
  "accounts.cancelDevice": () => ok(),
  "accounts.enterDeviceNumber": () => ok(),
  "accounts.openDeviceCheck": () => ok(),
  "accounts.openConsole": () => ok(),
  "accounts.remove": ({ accountId }: Input) => {
    known = known.filter((one) => one.id !== accountId);
    queueMicrotask(() => emit("accounts.changed"));
    return ok();
  },
  "groups.window": (input: Input) => {
    if (scene === "loading") return never();
    if (scene === "empty") return windowOf([], input);
    const wanted = (input.query ?? "").toLowerCase();
    return windowOf(
      groups.filter((group) => group.name.toLowerCase().includes(wanted)),
      input,
    );
  },
  "groups.get": ({ accountId, groupId }: Input) => {
    const group = groups.find((one) => one.id === groupId);
    const unread =
      scene === "firstSync" || isGentle
        ? { membersSyncedAt: null, ...(isGentle && { roleCheckedAt: null }) }
        : {};
    const unlisted = scene === "unlisted" ? { isUnlisted: true } : {};
    return group ? ok({ ...group, accountId, ...unread, ...unlisted }) : failed("not_found");
  },
  "groups.sync": () => (scene === "offline" ? failed("offline") : ok()),
  "groups.refresh": () => (scene === "offline" ? failed("offline") : ok()),
  "groups.avatar": () => ok(null),
  "groups.save": () => ok(),
  "members.window": members,
  "members.get": ({ memberId }: Input) => {
    for (let index = 0; index < 1000; index += 1) {
      const member = memberAt(index);
      if (member.id === memberId) return ok({ ...member, card: member.name });
    }
    return failed("not_found");
  },
  "members.sync": () => (scene === "firstSync" ? never() : scene === "offline" ? failed("offline") : ok()),
  "shell.saveFile": () => ok(true),
  ...fakeFiles(Number(query.get("files") ?? 0)),
  ...fakeAdministration(emit),
  ...fakeModeration(emit),
  ...fakePeople(emit, scene),
  ...fakeAnnouncements(emit),
  ...fakeJobs(emit, scene),
  ...fakeSearch,
  "search.unread": () =>
    ok(
      isGentle ? { members: 988, files: 990, announcements: 1 } : { members: 0, files: 0, announcements: 0 },
    ),
  "friends.state": () => ok(friends.state()),
  "friends.request": ({ accountId, greeting = "" }: Input) => {
    queueMicrotask(() => emit("friends.changed", { accountId }));
    return ok(friends.request({ greeting }));
  },
  "friends.check": () => ok(false),
  "friends.resume": ({ accountId }: Input) => {
    friends.resume();
    queueMicrotask(() => emit("friends.changed", { accountId }));
    return ok();
  },
  "activity.window": (input: Input) => ok(activityWindow(scene === "empty" ? 0 : 100_000, input)),
  "activity.export": () => ok(true),
  "activity.undo": (input: Input) => ok(undoActivity(input)),
  "inbox.list": (input: Input) => ok(inbox.list(input)),
  "inbox.sync": () => ok([]),
  "inbox.decide": ({ keys = [], isApproved = false }: Input) => {
    queueMicrotask(() => emit("inbox.changed"));
    return ok(inbox.decide({ keys, isApproved }));
  },
};

Object.assign(fakeMain.answers, answers);
Object.assign(window, { fakeMain, qunzhu: bridge });
