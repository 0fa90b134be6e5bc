import { expect, test } from "vitest";
import type { Command } from "../../../../renderer/features/search/commands.ts";
import { createPaletteStore } from "../../../../renderer/features/search/palette-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import type { SearchHit } from "../../../../shared/ipc/search-calls.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId } from "../../support/samples.ts";

const hit = (name: string, kind: SearchHit["kind"] = "member"): SearchHit => ({
  ...{ kind, accountId, groupId: "1", groupName: "Chess" },
  id: name,
  name,
});

function world() {
  const fake = createFakeBridge();
  const done: string[] = [];
  const command = (id: string, en: string, chinese: string, keywords: string[]): Command => ({
    ...{ id, words: { en, "zh-CN": chinese }, keywords },
    run: () => done.push(id),
  });
  const commands = [
    command("settings", "Open settings", "打开设置", ["shezhi", "sz"]),
    command("join", "Join by QR code", "扫码入群", ["smrq"]),
    { ...command("hidden", "Open nothing", "无", []), isAvailable: () => false },
  ];
  const store = createPaletteStore({
    bridge: fake.bridge,
    commands: () => commands,
    openHit: ({ name }) => done.push(name),
  });
  store.getState().open();
  const names = () =>
    store.getState().items.map((item) => (item.kind === "command" ? item.command.id : item.hit.name));
  return { ...fake, store, names, done };
}

test("it opens with the commands that can be used now, and asks nobody", () => {
  const { names, waiting } = world();
  expect(names()).toEqual(["settings", "join"]);
  expect(waiting("search.everything")).toBe(0);
});

test.each(["set", "设置", "SheZhi", "sz", " s z "])("%s finds the settings command", (query) => {
  const { store, names } = world();
  store.getState().search(query);
  expect(names()).toContain("settings");
  expect(names()).not.toContain("join");
});

test("while one search runs only the newest query waits, and late answers are not shown", async () => {
  const { store, names, take, waiting } = world();
  for (const query of ["l", "lm", "lml"]) store.getState().search(query);
  const first = take("search.everything");
  expect(first.input).toEqual({ query: "l" });
  expect(waiting("search.everything")).toBe(0);
  await first.answer([hit("too many")]);
  expect(names()).toEqual([]);
  const last = take("search.everything");
  expect(last.input).toEqual({ query: "lml" });
  expect(store.getState().isSearching).toBe(true);
  await last.answer([hit("李明朗")]);
  expect(names()).toEqual(["李明朗"]);
  expect(store.getState().isSearching).toBe(false);
});

test("commands come first, then what main found, in its order", async () => {
  const { store, names, take } = world();
  store.getState().search("o");
  await take("search.everything").answer([hit("Olga's group", "group"), hit("Olga")]);
  expect(names()).toEqual(["settings", "join", "Olga's group", "Olga"]);
});

test("the arrows go round the end; Enter does what is marked and closes", async () => {
  const { store, take, done } = world();
  store.getState().move(-1);
  expect(store.getState().active).toBe(1);
  store.getState().move(1);
  store.getState().choose(store.getState().active);
  expect([done, store.getState().isOpen]).toEqual([["settings"], false]);
  store.getState().open();
  store.getState().search("ann");
  await take("search.everything").answer([hit("Ann")]);
  store.getState().choose(0);
  store.getState().choose(7);
  expect(done).toEqual(["settings", "Ann"]);
});

test("another query begins at the first result; an emptied one shows the commands again", async () => {
  const { store, names, take } = world();
  store.getState().search("an");
  await take("search.everything").answer([hit("Ann"), hit("Anton")]);
  store.getState().move(1);
  store.getState().search("ant");
  expect(store.getState().active).toBe(0);
  store.getState().search("");
  expect(names()).toEqual(["settings", "join"]);
  await take("search.everything").answer([hit("Anton")]);
  expect(names()).toEqual(["settings", "join"]);
});

test("a search that failed says why, and the next one forgets it", async () => {
  const { store, take } = world();
  store.getState().search("x");
  await take("search.everything").fail(new AppError("storage", "disk"));
  expect(store.getState().searchError).toMatchObject({ code: "storage" });
  store.getState().search("xy");
  expect(store.getState().searchError).toBeNull();
  await take("search.everything").answer([]);
  expect(store.getState().items).toEqual([]);
});

test("a closed palette asks no more", async () => {
  const { store, take, waiting } = world();
  store.getState().search("a");
  store.getState().search("ab");
  store.getState().close();
  await take("search.everything").answer([]);
  expect(waiting("search.everything")).toBe(0);
});
