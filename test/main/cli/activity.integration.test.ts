import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliWorld, createCliWorld } from "./cli-world.ts";

let world: CliWorld;

interface Listed {
  readonly total: number;
  readonly rows: readonly { readonly id: number; readonly kind: string; readonly change: unknown }[];
}

const place = () => ["--account", "demo", "--group", world.demo.groups.owned];
const list = async (...words: string[]) => (await world.value(["activity", "list", ...words])) as Listed;
const newest = async (kind: string) => String((await list("--kind", kind, "--limit", "1")).rows[0]?.id);

beforeAll(async () => {
  world = await createCliWorld();
  const { demo, document, value } = world;
  const words = ["account", "add", "lanying", "--name", "demo", "--api", demo.apiUrl, "--app-id", demo.appId];
  await document([...words, "--user", demo.user, "--password-stdin"], { stdin: demo.password, secret: null });
  await value(["sync", "--account", "demo"]);
});
afterAll(() => world?.stop());

test("an undo tells what it would do, does it with --yes, and can be undone itself", async () => {
  const { value } = world;
  const file = (await value(["files", "list", ...place()])) as { id: string; name: string }[];
  const [{ id, name } = { id: "", name: "" }] = file;
  await value(["files", "rename", ...place(), "--file", id, "--name", "Another.txt"]);
  const act = await newest("rename_file");
  const change = { field: "name", before: name, after: "Another.txt" };
  expect(await value(["activity", "undo", act])).toEqual({
    ...{
      id: Number(act),
      kind: "rename_file",
      type: "value",
      change,
      found: { state: "done" },
      isDone: false,
    },
  });
  expect(await value(["activity", "undo", act, "--yes"])).toMatchObject({ isDone: true });
  expect(await value(["files", "list", ...place()])).toEqual(file);
  const again = await list("--kind", "rename_file");
  expect(again.rows[0]?.change).toEqual({ field: "name", before: "Another.txt", after: name });
  const [undo, undone] = again.rows;
  expect(undone).toMatchObject({ id: Number(act), takenBack: { id: undo?.id } });
  const words = new RegExp(`taken back already, by act ${undo?.id} at 20\\d\\d-`);
  for (const yes of [[], ["--yes"]]) {
    const refused = await world.document(["activity", "undo", act, ...yes]);
    expect(refused).toMatchObject({ ok: false, code: "unsupported", message: expect.stringMatching(words) });
  }
  expect((await list("--kind", "rename_file")).total).toBe(again.total);
});

test("what was changed again since is not set back by --yes alone", async () => {
  const { value, document } = world;
  const [{ id } = { id: "" }] = (await value(["files", "list", ...place()])) as { id: string }[];
  await value(["files", "rename", ...place(), "--file", id, "--name", "One.txt"]);
  const act = await newest("rename_file");
  await value(["files", "rename", ...place(), "--file", id, "--name", "Two.txt"]);
  expect(await value(["activity", "undo", act])).toMatchObject({
    found: { state: "changed", now: "Two.txt" },
  });
  const refused = await document(["activity", "undo", act, "--yes"]);
  expect(refused).toMatchObject({ ok: false, code: "refused" });
  expect(refused.message).toContain("Two.txt");
  expect(await value(["activity", "undo", act, "--yes", "--anyway"])).toMatchObject({ isDone: true });
});

test("what a job did is taken back by the job's plan", async () => {
  const { value } = world;
  const { rows } = (await value(["members", "list", ...place(), "--limit", "500"])) as {
    rows: { id: string; role: string; mutedUntil: number | null }[];
  };
  const person = rows.find(({ role, mutedUntil }) => role === "member" && mutedUntil === null)?.id ?? "";
  await value(["members", "mute", ...place(), "--users", person, "--minutes", "30", "--yes"]);
  const act = await newest("mute");
  expect(await value(["activity", "undo", act])).toMatchObject({
    ...{ type: "job", isDone: false },
    plan: { action: { type: "unmute" }, targets: [{ targetId: person }] },
  });
  expect(await value(["activity", "undo", act, "--yes"])).toMatchObject({
    results: [{ userId: person, outcome: "done" }],
  });
  expect(await world.document(["activity", "undo", act])).toMatchObject({
    ...{ ok: false, code: "unsupported" },
    message: expect.stringContaining("taken back already with its job, by act"),
  });
});

test("the list is narrowed, the export holds before and after, and nonsense is refused", async () => {
  const { value, document, folder } = world;
  expect((await list(...place(), "--kind", "rename_file,mute", "--query", "another.txt")).total).toBe(2);
  expect(await list("--since", "2999-01-01")).toEqual({ total: 0, rows: [] });
  expect((await list("--limit", "1")).rows).toHaveLength(1);
  const path = join(folder, "acts.csv");
  expect(await value(["activity", "export", path, "--kind", "rename_file"])).toEqual({ path });
  const [heading, ...rows] = readFileSync(path, "utf8").trim().split("\r\n");
  expect(heading).toContain("field,before,after");
  expect(rows.some((row) => row.includes("One.txt,Two.txt"))).toBe(true);
  for (const words of [
    ["list", "--kind", "nonsense"],
    ["list", "--since", "soon"],
    ["undo", "x"],
  ]) {
    expect(await document(["activity", ...words])).toMatchObject({ ok: false, code: "invalid" });
  }
  expect(await document(["activity", "undo", "999999"])).toMatchObject({ ok: false, code: "not_found" });
});
