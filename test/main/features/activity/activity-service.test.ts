import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { writeActivityCsv } from "../../../../main/features/activity/activity-table.ts";
import { parseCsv } from "../../../../shared/domain/csv.ts";
import { heldError } from "../../../support/hold-file.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { accountId, act, journalWorld, otherAccountId } from "./journal-world.ts";

const jobId = "33333333-3333-4333-8333-333333333333";

test("what is recorded comes back newest first, with its time and whatever was told of it", async () => {
  const { service, window, clock, emitted } = await journalWorld();
  await service.record([act(), act({ kind: "mute", detail: "30", jobId, outcome: "unknown" })]);
  clock.now += 1000;
  await service.record([act({ kind: "upload_file", groupName: "群", targetName: null })]);
  const { rows, total } = await window();
  expect(total).toBe(3);
  expect(rows).toEqual(
    [
      { ...act({ kind: "upload_file", groupName: "群", targetName: null }), ...{ id: 3, at: clock.now } },
      {
        ...act({ kind: "mute", detail: "30", jobId, outcome: "unknown" }),
        ...{ id: 2, at: clock.now - 1000 },
      },
      { ...act(), ...{ id: 1, at: clock.now - 1000 } },
    ].map((row) => ({ detail: null, change: null, undoes: null, takenBack: null, jobId: null, ...row })),
  );
  expect(emitted).toEqual(["activity.changed", "activity.changed"]);
});

test("a group that the act does not name is named from the cache", async () => {
  const { service, window } = await journalWorld({
    groupName: async (account, group) => (account === accountId && group === "10" ? "Go club" : null),
  });
  await service.record([act({ groupName: null }), act({ groupName: null, groupId: null })]);
  expect((await window()).rows.map(({ groupName }) => groupName)).toEqual([null, "Go club"]);
});

test("names, ids, groups and details are searched in any case", async () => {
  const { service, shown } = await journalWorld();
  await service.record([
    act(),
    act({ targetName: "李明朗", targetId: "7007199254740993" }),
    act({ targetName: "Bob", groupName: "Poker" }),
    act({ targetName: "Cleo", detail: "No Permission (20011)" }),
  ]);
  expect(await shown({ query: "ANN" })).toEqual(["kick Ann"]);
  expect(await shown({ query: "明朗" })).toEqual(["kick 李明朗"]);
  expect(await shown({ query: "54740993" })).toEqual(["kick 李明朗"]);
  expect(await shown({ query: "poker" })).toEqual(["kick Bob"]);
  expect(await shown({ query: " 20011 " })).toEqual(["kick Cleo"]);
  expect(await shown({ query: "100%" })).toEqual([]);
});

test("filters narrow by account, group, whose act it was and kind, alone and together", async () => {
  const { service, shown } = await journalWorld();
  await service.record([
    act({ targetName: "1" }),
    act({ targetName: "2", accountId: otherAccountId, kind: "mute" }),
    act({ targetName: "3", groupId: "11", kind: "seen_joined" }),
    act({ targetName: "4", kind: "seen_left" }),
  ]);
  expect(await shown({ accountId: otherAccountId })).toEqual(["mute 2"]);
  expect(await shown({ groupId: "10" })).toEqual(["seen_left 4", "mute 2", "kick 1"]);
  expect(await shown({ who: "mine" })).toEqual(["mute 2", "kick 1"]);
  expect(await shown({ who: "seen" })).toEqual(["seen_left 4", "seen_joined 3"]);
  expect(await shown({ kinds: ["kick", "seen_left"] })).toEqual(["seen_left 4", "kick 1"]);
  expect(await shown({ kinds: ["kick", "seen_left"], who: "seen", groupId: "10" })).toEqual(["seen_left 4"]);
  expect(await shown({ kinds: ["kick"], who: "seen" })).toEqual([]);
});

test.each(["", "ann"])("a filter %j that was asked before sees what was recorded since", async (query) => {
  const { service, window } = await journalWorld();
  await service.record(Array.from({ length: 25 }, (_, at) => act({ targetId: String(at) })));
  const { revision, total } = await window({ query });
  expect(total).toBe(25);
  await service.record([act({ targetId: "new" }), act({ targetName: "Bob", groupName: "x" })]);
  const after = await window({ query });
  expect(after.revision).toBeGreaterThan(revision);
  expect(after.total).toBe(query === "" ? 27 : 26);
  const parts = [await window({ query, limit: 7 }), await window({ query, offset: 7, limit: 500 })];
  expect(parts.flatMap((part) => part.rows)).toEqual(after.rows);
  expect((await window({ query, offset: 1000 })).rows).toEqual([]);
});

test("a journal with holes in its ids, as after a rescue, still shows every row", async () => {
  const { service, journal, window } = await journalWorld();
  await service.record(Array.from({ length: 10 }, (_, at) => act({ targetId: String(at) })));
  await journal.run("DELETE FROM activities WHERE id IN (3, 4, 8)");
  expect((await window()).rows.map(({ id }) => id)).toEqual([10, 9, 7, 6, 5, 2, 1]);
  await service.record([act()]);
  expect((await window({ limit: 2 })).rows.map(({ id }) => id)).toEqual([11, 10]);
});

test("what cannot be written is thrown, and nothing of it is kept or announced", async () => {
  const { service, window, emitted } = await journalWorld();
  const broken = act({ outcome: null as unknown as "done" });
  await expect(service.record([act(), broken])).rejects.toMatchObject({ code: "storage" });
  expect((await window()).total).toBe(0);
  expect(emitted).toEqual([]);
});

test("what was replaced is kept as it was told, is found by a search, and stands in the export", async () => {
  const { service, window, shown, folder, filter } = await journalWorld();
  const changes = [
    { field: "name", before: "Chess", after: 'Go "club"' },
    { field: "showsHistory", before: null, after: false },
    { field: "mutedUntil", before: null, after: "1800000000000" },
  ];
  await service.record(
    changes.map((change) => act({ kind: "change_setting", change, targetName: change.field })),
  );
  const { rows } = await window();
  expect(rows.map(({ change }) => change).reverse()).toEqual(changes);
  expect(await service.get(1)).toEqual(rows[2]);
  await expect(service.get(4)).rejects.toMatchObject({ code: "not_found" });
  expect(await shown({ query: 'go "club' })).toEqual(["change_setting name"]);
  const path = join(folder, "changes.csv");
  await service.exportTo(path, filter());
  const [heading = [], ...cells] = parseCsv(await readFile(path, "utf8"));
  const from = heading.indexOf("field");
  expect(heading.slice(from, from + 3)).toEqual(["field", "before", "after"]);
  expect(cells.map((row) => row.slice(from, from + 3))).toEqual([
    ["mutedUntil", "", "2027-01-15T08:00:00.000Z"],
    ["showsHistory", "", "false"],
    ["name", "Chess", 'Go "club"'],
  ]);
});

test("a time narrows the list: its start belongs to it, its end does not", async () => {
  const { service, shown, clock } = await journalWorld();
  const start = clock.now;
  for (const targetName of ["1", "2", "3"]) {
    await service.record([act({ targetName })]);
    clock.now += 1000;
  }
  expect(await shown({ since: start + 1000 })).toEqual(["kick 3", "kick 2"]);
  expect(await shown({ since: start, until: start + 2000 })).toEqual(["kick 2", "kick 1"]);
});

test("an export holds all that matches, with names of accounts, and no cell is a formula", async () => {
  const { service, folder, filter } = await journalWorld({
    accountName: (id) => (id === accountId ? "Work" : null),
  });
  await service.record(Array.from({ length: 2500 }, (_, at) => act({ targetId: String(at) })));
  await service.record([
    act({ targetName: '=HYPERLINK("http://x")', groupName: "群, 一" }),
    act({ accountId: otherAccountId, groupName: "Other" }),
    act({ kind: "seen_left" }),
  ]);
  const path = join(folder, "activity.csv");
  await service.exportTo(path, filter({ who: "mine" }));
  const text = await readFile(path, "utf8");
  expect(text.match(/\uFEFF/g)).toHaveLength(1);
  const [heading, first, second, ...rest] = parseCsv(text);
  expect(heading?.slice(0, 4)).toEqual(["time", "account", "act", "group"]);
  expect(first?.slice(1, 4)).toEqual([otherAccountId, "kick", "Other"]);
  expect(second).toMatchObject({ 0: new Date(1_800_000_000_000).toISOString(), 1: "Work", 3: "群, 一" });
  expect(second?.[5]).toBe(`'=HYPERLINK("http://x")`);
  expect(rest).toHaveLength(2500);
  expect(await readdir(folder)).not.toContain("activity.csv.part");
});

test("an export that cannot be written leaves what was there", async () => {
  const { service, folder, filter } = await journalWorld();
  await service.record([act()]);
  await expect(service.exportTo(join(folder, "no", "x.csv"), filter())).rejects.toMatchObject({
    code: "file_error",
  });
});

test("an export that a spreadsheet holds open says so, and leaves nothing beside it", async () => {
  const folder = await tempFolder();
  const path = join(folder, "activity.csv");
  await writeFile(path, "open in a spreadsheet");
  const exporting = writeActivityCsv(path, Readable.from([]), () => null, {
    platform: "win32",
    pausesMs: [0, 0],
    renameFile: async () => {
      throw heldError("EPERM");
    },
  });
  await expect(exporting).rejects.toMatchObject({
    code: "file_in_use",
    message: "could not save the table: another program is using it",
  });
  expect(await readdir(folder)).toEqual(["activity.csv"]);
  expect(await readFile(path, "utf8")).toBe("open in a spreadsheet");
});

test("what we did ourselves is not seen again, but the same done by others is", async () => {
  const { service, shown, clock } = await journalWorld();
  const fetchedAt = clock.now;
  clock.now += 3_600_000;
  await service.record([
    act({ targetId: "1", kind: "kick" }),
    act({ targetId: "2", kind: "mute", outcome: "unknown" }),
    act({ targetId: "3", kind: "promote", outcome: "refused" }),
    act({ targetId: "4", kind: "kick", groupId: "11" }),
  ]);
  clock.now += 3_600_000;
  const seen = (targetId: string, kind: "seen_left" | "seen_muted" | "seen_promoted") =>
    act({ targetId, kind, targetName: targetId });
  await service.recordSeen({
    ...{ accountId, groupId: "10", since: fetchedAt },
    activities: [
      ...[seen("1", "seen_left"), seen("2", "seen_muted"), seen("3", "seen_promoted")],
      ...[seen("4", "seen_left"), seen("1", "seen_muted")],
    ],
  });
  expect(await shown({ who: "seen" })).toEqual(["seen_muted 1", "seen_left 4", "seen_promoted 3"]);
});

test("an act of long before the list that we compare with does not hide what others do", async () => {
  const { service, shown, clock } = await journalWorld();
  await service.record([act({ targetId: "1", kind: "kick" })]);
  clock.now += 3_600_000;
  const since = clock.now;
  const seen = act({ targetId: "1", kind: "seen_left" });
  await service.recordSeen({ accountId, groupId: "10", since, activities: [seen] });
  expect(await shown({ who: "seen" })).toEqual(["seen_left Ann"]);
});
