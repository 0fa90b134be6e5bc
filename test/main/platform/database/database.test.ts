import { expect, test } from "vitest";
import { openedDatabase, tempDatabase } from "./temp-database.ts";

test("what was written is there after closing and opening again", async () => {
  const { database, file } = await tempDatabase();
  await database.run("INSERT INTO settings (name, value) VALUES (?, ?)", ["theme", "深色 🌙"]);
  await database.close();
  const again = await openedDatabase(file);
  expect(await again.all("SELECT name, value FROM settings")).toEqual([{ name: "theme", value: "深色 🌙" }]);
  expect(again.openingNotice).toBeNull();
});

test("rows keep their column names, nulls and numbers", async () => {
  const { database } = await tempDatabase();
  const rows = await database.all("SELECT 1 AS one, NULL AS none, 'x' AS text, ? AS given", [2.5]);
  expect(rows).toEqual([{ one: 1, none: null, text: "x", given: 2.5 }]);
});

test("numbers gives the first column as one array", async () => {
  const { database } = await tempDatabase();
  const numbers = await database.numbers("SELECT value FROM json_each(?) ORDER BY value", ["[3,1,2]"]);
  expect(numbers).toEqual(Float64Array.of(1, 2, 3));
});

test("one statement serves for rows and for numbers alike", async () => {
  const { database } = await tempDatabase();
  const sql = "SELECT 7 AS seven";
  expect(await database.numbers(sql)).toEqual(Float64Array.of(7));
  expect(await database.all(sql)).toEqual([{ seven: 7 }]);
  expect(await database.numbers(sql)).toEqual(Float64Array.of(7));
});

test("a transaction is all or nothing", async () => {
  const { database } = await tempDatabase();
  const insert = (name: string) => ({
    sql: "INSERT INTO settings (name, value) VALUES (?, '1')",
    parameters: [name],
  });
  await expect(database.transaction([insert("a"), insert("a")])).rejects.toMatchObject({ code: "storage" });
  expect(await database.all("SELECT * FROM settings")).toEqual([]);
  expect(await database.transaction([insert("a"), insert("b")])).toEqual([1, 1]);
});

test("bad SQL is a storage error and the next statement works", async () => {
  const { database } = await tempDatabase();
  await expect(database.all("SELECT nonsense FROM nowhere")).rejects.toMatchObject({ code: "storage" });
  expect(await database.all("SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a full disk is its own error, and nothing is half written", async () => {
  const { database } = await tempDatabase();
  const [pages] = await database.numbers("PRAGMA page_count");
  await database.all(`PRAGMA max_page_count = ${pages}`);
  const write = database.run("INSERT INTO settings (name, value) VALUES ('big', hex(zeroblob(100000)))");
  await expect(write).rejects.toMatchObject({ code: "disk_full" });
  expect(await database.all("SELECT * FROM settings")).toEqual([]);
});

test("a closed database answers with an error, not with silence", async () => {
  const { database } = await tempDatabase();
  await database.close();
  await expect(database.all("SELECT 1")).rejects.toMatchObject({ code: "storage" });
});

test("a folder that cannot be made is an error of opening", async () => {
  const { file } = await tempDatabase();
  await expect(openedDatabase(`${file}/inside-a-file/x.sqlite3`)).rejects.toMatchObject({ code: "storage" });
});

test("statements beyond the cache of prepared ones still work", async () => {
  const { database } = await tempDatabase();
  const answers = await Promise.all(
    Array.from({ length: 450 }, (_, index) => database.numbers(`SELECT ${index % 225}`)),
  );
  expect(answers.map(([value]) => value)).toEqual(Array.from({ length: 450 }, (_, index) => index % 225));
});
