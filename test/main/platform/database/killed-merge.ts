import { openDatabase } from "../../../../main/platform/database/open-database.ts";

/** A process of its own: writes one page of a merge, says so, and waits to be killed. */
const database = await openDatabase(process.argv[2] ?? "");
const merge = await database.beginMerge({
  table: "members",
  scope: { group_key: 1 },
  keyColumn: "member_id",
  columns: ["name", "search_text", "role"],
});
await merge.page([
  ["3", "Cleo", "cleo", 2],
  ["4", "Dan", "dan", 2],
]);
process.stdout.write("written\n");
