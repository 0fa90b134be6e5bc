import { expect, test } from "vitest";
import type { AppBridge } from "../../../renderer/bridge.ts";
import { createJoinStore } from "../../../renderer/features/join/join-store.ts";
import type { ReaderClient } from "../../../renderer/features/join/reader/reader-client.ts";
import type { PictureCodes } from "../../../renderer/features/join/reader/reader-protocol.ts";
import type { CodeCard, JoinOutcome } from "../../../shared/domain/join.ts";
import { parseCode } from "../../../shared/domain/qr-payload.ts";
import { AppError } from "../../../shared/errors.ts";
import { unreadableImage } from "../../../shared/qr-reader/unreadable-image.ts";

const group = "https://weixin.qq.com/g/AwYAALLELoeKLg";
const key = parseCode(group).dedupeKey;
const corners = [
  { x: 10, y: 10 },
  { x: 90, y: 10 },
  { x: 90, y: 90 },
  { x: 10, y: 90 },
] as const;
const codesOf = (...texts: string[]): PictureCodes => ({
  codes: texts.map((text) => ({ text, corners, engine: "zxing" })),
  width: 100,
  height: 100,
});
const joined: JoinOutcome = { outcome: "joined", groupId: "1@chatroom", groupName: "Chess", message: null };

interface World {
  readonly read?: ReaderClient["read"];
  readonly accountIds?: readonly string[];
  readonly inspect?: () => Promise<Partial<CodeCard>>;
  readonly join?: () => Promise<JoinOutcome>;
}

function world({
  read = async () => codesOf(group),
  accountIds = ["we"],
  inspect = async () => ({}),
  join = async () => joined,
}: World = {}) {
  const calls: string[] = [];
  const dropped: string[] = [];
  const heard = new Map<string, () => void>();
  const answers: Record<string, (input: { text: string }) => Promise<unknown>> = {
    "join.inspect": async ({ text }) => ({
      text,
      kind: parseCode(text).kind,
      accountIds,
      ...(await inspect()),
    }),
    "join.join": join,
  };
  const bridge: AppBridge = {
    call: async (name: string, input?: unknown) => {
      calls.push(name);
      return answers[name]?.(input as { text: string }) as never;
    },
    on: (name, listener) => {
      heard.set(name, () => listener({} as never));
      return () => heard.delete(name);
    },
    adoptFile: () => Promise.reject(new AppError("internal", "not used here")),
  };
  const reader: ReaderClient = { read, warmUp: () => undefined, stop: () => undefined };
  let urls = 0;
  const store = createJoinStore({
    bridge,
    reader,
    makeUrl: () => `blob:${++urls}`,
    dropUrl: (url) => dropped.push(url),
  });
  const add = (...names: string[]) =>
    store.getState().addPictures(names.map((name) => ({ name, blob: new Blob([name]) })));
  const code = () => store.getState().codes[key];
  return { store, calls, dropped, add, code, emit: (name: string) => heard.get(name)?.() };
}

test("a picture's codes get their cards, and nothing is joined by itself", async () => {
  const { store, add, code, calls } = world();
  await add("a.png");
  await expect.poll(code).toMatchObject({ card: { kind: "wechat_group" }, accountId: "we", step: "idle" });
  expect(store.getState().isOpen).toBe(true);
  expect(store.getState().items).toMatchObject([{ name: "a.png", state: "read", codes: [{ codeKey: key }] }]);
  expect(calls).toEqual(["join.inspect"]);
});

test("the same code in two pictures and as a pasted link is asked about once", async () => {
  const { store, add, calls } = world();
  await add("a.png", "b.png");
  await store.getState().addText(`${group}?from=group`);
  await store.getState().addText(group);
  expect(calls).toEqual(["join.inspect"]);
  expect(store.getState().items.map((item) => item.type)).toEqual(["text", "picture", "picture"]);
});

test("joining takes the question first; without it nothing is sent", async () => {
  const { store, add, code, calls } = world();
  await add("a.png");
  await expect.poll(() => code()?.accountId).toBe("we");
  await store.getState().join(key);
  expect(calls).toEqual(["join.inspect"]);
  store.getState().ask(key);
  store.getState().cancelAsking(key);
  await store.getState().join(key);
  expect(calls).toEqual(["join.inspect"]);
  store.getState().ask(key);
  await Promise.all([store.getState().join(key), store.getState().join(key)]);
  expect(calls).toEqual(["join.inspect", "join.join"]);
  expect(code()).toMatchObject({ step: "done", outcome: joined, joinError: null });
});

test("a failed attempt says why and can be asked for again", async () => {
  const { store, add, code } = world({ join: () => Promise.reject(new AppError("offline", "no network")) });
  await add("a.png");
  await expect.poll(() => code()?.accountId).toBe("we");
  store.getState().ask(key);
  await store.getState().join(key);
  expect(code()).toMatchObject({ step: "done", outcome: null, joinError: { code: "offline" } });
  store.getState().ask(key);
  expect(code()).toMatchObject({ step: "asking", joinError: null });
});

test("an unreadable picture fails alone", async () => {
  const read: ReaderClient["read"] = async (picture) => {
    if ((await picture.text()) === "bad.heic") throw unreadableImage("heic");
    return codesOf(group);
  };
  const { store, add } = world({ read });
  await add("bad.heic", "good.png");
  expect(store.getState().items).toMatchObject([
    { name: "bad.heic", state: "failed", error: { code: "unreadable_image" } },
    { name: "good.png", state: "read" },
  ]);
});

test("codes are shown as soon as they are found, while dearer ways of looking still run", async () => {
  const { promise, resolve } = Promise.withResolvers<PictureCodes>();
  const read: ReaderClient["read"] = (_picture, { onFound } = {}) => {
    onFound?.(codesOf(group));
    return promise;
  };
  const { store, add } = world({ read });
  const added = add("a.png");
  expect(store.getState().items).toMatchObject([{ state: "reading", codes: [{ text: group }] }]);
  resolve(codesOf(group, "https://example.com"));
  await added;
  expect(store.getState().items).toMatchObject([{ state: "read", codes: [{ text: group }, {}] }]);
});

test("removing a picture stops its reading and frees its memory; what was joined stays known", async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const read: ReaderClient["read"] = (_picture, options) => {
    signals.push(options?.signal);
    return signals.length === 1 ? Promise.resolve(codesOf(group)) : new Promise(() => undefined);
  };
  const { store, add, code, dropped } = world({ read });
  await add("a.png");
  await expect.poll(() => code()?.accountId).toBe("we");
  store.getState().ask(key);
  await store.getState().join(key);
  void add("b.png");
  store.getState().clear();
  expect(signals[1]?.aborted).toBe(true);
  expect(dropped).toEqual(["blob:2", "blob:1"]);
  expect(store.getState().items).toEqual([]);
  expect(code()).toMatchObject({ outcome: joined });
});

test("a new account makes an unjoinable code joinable", async () => {
  let accountIds: readonly string[] = [];
  const { store, add, code, emit } = world({ inspect: async () => ({ accountIds: [...accountIds] }) });
  const stop = store.getState().listen();
  await add("a.png");
  await expect.poll(() => code()?.card).toBeTruthy();
  expect(code()?.accountId).toBeNull();
  accountIds = ["new"];
  emit("accounts.changed");
  await expect.poll(() => code()?.accountId).toBe("new");
  stop();
});

test("pictures that could not even be opened are told of; a cancelled dialog changes nothing", async () => {
  const { store } = world();
  await store.getState().bring(Promise.resolve([]));
  expect(store.getState()).toMatchObject({ isOpen: false, bringError: null });
  await store.getState().bring(Promise.reject(new AppError("file_error", "gone")));
  expect(store.getState()).toMatchObject({ isOpen: true, bringError: { code: "file_error" } });
  store.getState().dismissBringError();
  expect(store.getState().bringError).toBeNull();
});
