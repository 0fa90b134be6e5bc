import { expect, test } from "vitest";
import { createItemsStore } from "../../../renderer/features/join/items-store.ts";
import type { ReaderClient } from "../../../renderer/features/join/reader/reader-client.ts";
import type { ReadPicture } from "../../../renderer/features/join/reader/reader-protocol.ts";
import { AppError } from "../../../shared/errors.ts";
import { unreadableImage } from "../../../shared/qr-reader/unreadable-image.ts";
import { group, keyOf } from "./join-world.ts";

const corners = [
  { x: 10, y: 10 },
  { x: 90, y: 10 },
  { x: 90, y: 90 },
  { x: 10, y: 90 },
] as const;
const codesOf = (...texts: string[]): ReadPicture => ({
  codes: texts.map((text) => ({ text, corners, engine: "zxing" })),
  width: 100,
  height: 100,
  thumbnail: new Blob(["small"]),
});

function world(read: ReaderClient["read"] = async () => codesOf(group)) {
  const asked: string[] = [];
  const dropped: string[] = [];
  const opened: string[] = [];
  let made = 0;
  const store = createItemsStore({
    reader: { read },
    know(text) {
      asked.push(text);
      return keyOf(text);
    },
    openPanel: () => opened.push("open"),
    urls: {
      make() {
        made += 1;
        return `blob:${made}`;
      },
      drop: (url) => dropped.push(url),
    },
    later: (write) => write(),
  });
  const add = (...names: string[]) =>
    store.getState().bring(
      Promise.resolve({
        pictures: names.map((name) => ({ name, load: async () => new Blob([name]) })),
        skipped: 0,
      }),
    );
  return { store, asked, dropped, opened, add, items: () => store.getState().items };
}

test("a picture is read, its codes are known by their keys, and it is shown small", async () => {
  const { items, add, opened } = world();
  await add("a.png");
  expect(items()).toMatchObject([
    { name: "a.png", state: "read", width: 100, thumbnail: "blob:1", codes: [{ codeKey: keyOf(group) }] },
  ]);
  expect(opened).toHaveLength(1);
});

test("bytes are fetched only when a picture's turn comes, and the newest stand first", async () => {
  const loaded: string[] = [];
  const gates = new Map<string, () => void>();
  const { store, items } = world(async (picture) => {
    const name = await picture.text();
    await new Promise<void>((resolve) => gates.set(name, resolve));
    return codesOf(name);
  });
  const pictures = ["a", "b", "c", "d"].map((name) => ({
    name,
    load: async () => {
      loaded.push(name);
      return new Blob([name]);
    },
  }));
  const brought = store.getState().bring(Promise.resolve({ pictures, skipped: 3 }));
  await expect.poll(() => [...gates.keys()]).toEqual(["a", "b"]);
  expect(loaded).toEqual(["a", "b"]);
  expect(store.getState().skipped).toBe(3);
  for (const name of ["a", "b", "c", "d"]) {
    await expect.poll(() => gates.has(name)).toBe(true);
    gates.get(name)?.();
  }
  await brought;
  expect(items().map((item) => item.type === "picture" && item.state)).toEqual(Array(4).fill("read"));
  await store.getState().bring(Promise.resolve({ pictures: [], skipped: 0 }));
  expect(items()).toHaveLength(4);
});

test("an unreadable picture fails alone, and so does one whose file has gone", async () => {
  const { store, items } = world(async (picture) => {
    if ((await picture.text()) === "bad") throw unreadableImage("heic");
    return codesOf(group);
  });
  const gone = () => Promise.reject(new AppError("file_error", "gone"));
  await store.getState().bring(
    Promise.resolve({
      pictures: [
        { name: "bad.heic", load: async () => new Blob(["bad"]) },
        { name: "gone.png", load: gone },
        { name: "good.png", load: async () => new Blob(["good"]) },
      ],
      skipped: 0,
    }),
  );
  expect(items()).toMatchObject([
    { name: "bad.heic", state: "failed", error: { code: "unreadable_image" } },
    { name: "gone.png", state: "failed", error: { code: "file_error" } },
    { name: "good.png", state: "read" },
  ]);
});

test("codes are shown as soon as they are found, while dearer ways of looking still run", async () => {
  const { promise, resolve } = Promise.withResolvers<ReadPicture>();
  const { items, add } = world((_picture, { onFound } = {}) => {
    onFound?.(codesOf(group));
    return promise;
  });
  const added = add("a.png");
  await expect.poll(items).toMatchObject([{ state: "reading", codes: [{ text: group }] }]);
  resolve(codesOf(group, "https://example.com"));
  await added;
  expect(items()).toMatchObject([{ state: "read", codes: [{ text: group }, {}] }]);
});

test("clearing stops what is being read, forgets what waits, and frees what was shown", async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const { store, add, dropped, items } = world((_picture, options) => {
    signals.push(options?.signal);
    return signals.length === 1 ? Promise.resolve(codesOf(group)) : new Promise(() => undefined);
  });
  await add("a.png");
  void add("b.png", "c.png", "d.png");
  await expect.poll(() => signals.length).toBe(3);
  store.getState().clear(new Set());
  expect(signals.slice(1).map((signal) => signal?.aborted)).toEqual([true, true]);
  expect(dropped).toEqual(["blob:1"]);
  expect(items()).toEqual([]);
});

test("clearing leaves the codes to keep, with their picture, and ends the reading of it", async () => {
  const other = "https://example.com/menu";
  const pending = Promise.withResolvers<ReadPicture>();
  const { store, add, items, dropped } = world(async (picture, { onFound } = {}) => {
    if ((await picture.text()) !== "both") return codesOf(other);
    onFound?.(codesOf(group, other));
    return pending.promise;
  });
  await add("other");
  void add("both");
  store.getState().addTexts([other]);
  await expect.poll(() => items().length).toBe(3);
  await expect.poll(items).toContainEqual(expect.objectContaining({ name: "both", width: 100 }));
  store.getState().clear(new Set([keyOf(group)]));
  expect(items()).toMatchObject([{ name: "both", state: "read", codes: [{ codeKey: keyOf(group) }] }]);
  expect(dropped).toHaveLength(1);
  pending.resolve(codesOf(group, other));
});

test("taking a code off the list takes the pictures along that showed nothing else", async () => {
  const other = "https://example.com/menu";
  const { store, add, items, dropped } = world(async (picture) =>
    (await picture.text()) === "both" ? codesOf(group, other) : codesOf(group),
  );
  await add("one", "both");
  store.getState().addTexts([group]);
  expect(items().map((item) => item.type)).toEqual(["text", "picture", "picture"]);
  store.getState().removeCode(keyOf(group));
  expect(items()).toMatchObject([{ name: "both", codes: [{ codeKey: keyOf(other) }] }]);
  expect(dropped).toHaveLength(1);
  store.getState().removeCode(keyOf(other));
  expect(items()).toEqual([]);
});

test("the same text brought again moves to the top instead of standing twice", () => {
  const { store, items } = world();
  store.getState().addTexts([group, "https://u.wechat.com/a"]);
  store.getState().addTexts([`${group}?from=group`]);
  expect(items()).toMatchObject([{ codeKey: keyOf(group) }, { codeKey: keyOf("https://u.wechat.com/a") }]);
});

test("pictures that could not even be opened are told of; a cancelled dialog changes nothing", async () => {
  const { store, opened } = world();
  await store.getState().bring(Promise.resolve({ pictures: [], skipped: 0 }));
  expect(opened).toEqual([]);
  await store.getState().bring(Promise.reject(new AppError("file_error", "gone")));
  expect(store.getState()).toMatchObject({ bringError: { code: "file_error" } });
  expect(opened).toHaveLength(1);
  store.getState().dismissNotes();
  expect(store.getState().bringError).toBeNull();
});
