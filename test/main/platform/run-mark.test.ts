import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { leaveRunMark } from "../../../main/platform/run-mark.ts";
import { tempFolder } from "../../support/temp-folder.ts";

test("a run that ended in order leaves nothing to tell", async () => {
  const folder = await tempFolder();
  const first = leaveRunMark(folder);
  expect(first.isAfterCrash).toBe(false);
  first.remove();
  first.remove();
  const second = leaveRunMark(folder);
  expect(second.isAfterCrash).toBe(false);
  second.remove();
});

test("a run whose process is gone and whose mark is left ended without a word", async () => {
  const folder = await tempFolder();
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  await writeFile(join(folder, "running.pid"), String(child.pid));
  const mark = leaveRunMark(folder);
  expect(mark.isAfterCrash).toBe(true);
  mark.remove();
});

test("a run beside another living one is after no crash, and neither is one after a mark that cannot be read", async () => {
  const folder = await tempFolder();
  for (const left of [String(process.ppid), "", "not a number"]) {
    await writeFile(join(folder, "running.pid"), left);
    const mark = leaveRunMark(folder);
    expect(mark.isAfterCrash).toBe(false);
    mark.remove();
  }
});
