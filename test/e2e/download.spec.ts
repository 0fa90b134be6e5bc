import { existsSync } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { awkwardFileNames } from "../../main/demo/seed/awkward-names.ts";
import { expect, test } from "../support/app.ts";
import { fileRow, list, openGroup, transferRow } from "./support/app-pages.ts";
import { openDemo } from "./support/running-demo.ts";

const log = "报名记录.csv";
const logBytes = Buffer.alloc(5 * 1024 * 1024, "2026-11-14,林晓,已报名,自驾\n");

test("Enter and a double click download, byte for byte, and nothing is overwritten", async ({ app }) => {
  const { page, downloadsFolder } = app;
  await openDemo(app);
  await openGroup(page, "周末登山队", "Files");
  await fileRow(page, log).click();
  await list(page, "Files").press("Enter");
  await expect(transferRow(page, log)).toContainText("Downloaded");
  await fileRow(page, log).dblclick();
  await expect(transferRow(page, log).filter({ hasText: "Downloaded" })).toHaveCount(2);
  expect((await readdir(downloadsFolder)).sort()).toEqual(["报名记录 (2).csv", log].sort());
  for (const name of await readdir(downloadsFolder)) {
    expect(logBytes.equals(await readFile(path.join(downloadsFolder, name))), name).toBe(true);
  }
  const shown = transferRow(page, log).last();
  await shown.getByRole("button", { name: `Show ${log} in its folder` }).click();
  await expect.poll(() => app.main("lastShownInFolder")).toBe(path.join(downloadsFolder, log));
});

test("the person may choose another folder", async ({ app }) => {
  const { page } = app;
  await openDemo(app);
  await openGroup(page, "周末登山队", "Files");
  const folder = path.join(app.dataFolder, "elsewhere");
  await mkdir(folder);
  await app.main("answerNextDialog", [folder]);
  await fileRow(page, "装备清单.md").click();
  await page.getByRole("button", { name: /^Download to…/ }).click();
  await expect(transferRow(page, "装备清单.md")).toContainText("Downloaded");
  expect(await readdir(folder)).toEqual(["装备清单.md"]);
  expect(await readdir(app.downloadsFolder)).toEqual([]);
});

test("whatever the server calls its files, they stay in the folder", async ({ app }) => {
  const { page, downloadsFolder } = app;
  await openDemo(app);
  await openGroup(page, "<b>名字</b>", "Files");
  await expect(list(page, "Files")).toHaveAttribute("aria-rowcount", String(awkwardFileNames.length));
  await list(page, "Files").press("Control+a");
  await expect(page.getByText(`${awkwardFileNames.length} selected`)).toBeVisible();
  await page
    .getByRole("button", { name: /^Download(?! to)/ })
    .first()
    .click();
  await expect(page.getByText(`${awkwardFileNames.length} transfers finished`)).toBeVisible();
  const names = await readdir(downloadsFolder);
  expect(names).toHaveLength(awkwardFileNames.length);
  const contents = await Promise.all(names.map((name) => readFile(path.join(downloadsFolder, name), "utf8")));
  expect(contents.sort()).toEqual(awkwardFileNames.map((_, i) => `file number ${i}\n`).sort());
  expect(existsSync(path.resolve(downloadsFolder, "../../outside.txt"))).toBe(false);
  for (const name of names) {
    expect(name, name).not.toMatch(/^\.|\u202e|[\\:*?"<>|]|^(con|nul)(\.|$)/i);
    expect(Buffer.byteLength(name)).toBeLessThan(256);
  }
});

test("a download that breaks off leaves no finished file and can be tried again", async ({ app }) => {
  const { page, downloadsFolder } = app;
  const demo = await openDemo(app);
  await openGroup(page, "周末登山队", "Files");
  await demo.fail({ origin: "storage", dropAfterBytes: 1024 * 1024 });
  await fileRow(page, log).dblclick();
  const row = transferRow(page, log);
  const again = row.getByRole("button", { name: `Try ${log} again` });
  await expect(again).toBeVisible();
  expect((await readdir(downloadsFolder)).filter((name) => !name.endsWith(".part"))).toEqual([]);

  await demo.clearFaults();
  await again.click();
  await expect(row).toContainText("Downloaded");
  expect(await readdir(downloadsFolder)).toEqual([log]);
  expect(logBytes.equals(await readFile(path.join(downloadsFolder, log)))).toBe(true);
});
