import type { Page } from "@playwright/test";
import { test } from "vitest";
import type { Transfer } from "../../../shared/domain/transfer.ts";
import { answer, called, emit } from "../support/fake-main-calls.ts";
import type { PageOptions } from "../support/fake-pages.ts";
import { groupPages, ownedGroup } from "../support/group-pages.ts";
import { axeFindings, expect, picture } from "../support/page-checks.ts";
import { sampleTransfer } from "./sample-transfer.ts";

const onGroup = groupPages();

/** The Files tab of a group with so many files. */
function onFiles(files: number, run: (page: Page) => Promise<void>, options: PageOptions = {}) {
  const tab = options.language === "zh-CN" ? "文件" : "Files";
  return onGroup({ group: ownedGroup, tab, files, ...options }, async (page) => {
    await page.locator(".files-toolbar").waitFor();
    await run(page);
  });
}

const rows = (page: Page) => page.getByRole("grid", { name: "Files" }).getByRole("row");
async function tell(page: Page, transfers: readonly Transfer[]) {
  await answer(page, "transfers.list", { ok: true, value: transfers });
  await emit(page, "transfers.changed", {});
}

/** Drags made-up files over the element and, where wanted, lets go of them. */
async function drag(page: Page, target: string, names: readonly string[], steps: readonly string[]) {
  await page.evaluate(
    ([selector, fileNames, events]) => {
      const element = document.querySelector(selector);
      const dataTransfer = new DataTransfer();
      for (const name of fileNames) {
        const type = name.endsWith(".png") ? "image/png" : "application/pdf";
        dataTransfer.items.add(new File(name.startsWith("empty") ? [] : ["bytes"], name, { type }));
      }
      for (const event of events) {
        element?.dispatchEvent(new DragEvent(event, { bubbles: true, cancelable: true, dataTransfer }));
      }
    },
    [target, names, steps] as const,
  );
}

test("a long list is searched, chosen from by mouse and keyboard, and downloaded", () =>
  onFiles(1200, async (page) => {
    await rows(page).nth(0).click();
    await rows(page)
      .nth(3)
      .click({ modifiers: ["Shift"] });
    await rows(page)
      .nth(1)
      .click({ modifiers: ["Control"] });
    await expect(page.getByText("3 selected")).toHaveCount(1);
    await picture(page, "files-selected");
    await page.getByRole("button", { name: "Download to…" }).click();
    await expect.poll(() => called(page, "transfers.download")).toMatchObject([{ choosesFolder: true }]);
    await rows(page).nth(5).dblclick();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => called(page, "transfers.download")).toHaveLength(3);
    const [, byMouse, byKey] = (await called(page, "transfers.download")) as { fileIds: string[] }[];
    expect(byMouse?.fileIds).toHaveLength(1);
    expect(byKey?.fileIds).toHaveLength(1);
    expect(byKey?.fileIds).not.toEqual(byMouse?.fileIds);
    await page.keyboard.press("Control+a");
    await page.getByText("1,200 selected").waitFor();
    await page.getByRole("button", { name: "Download to…" }).click();
    await expect.poll(() => called(page, "transfers.download")).toHaveLength(4);
    const [, , , all] = (await called(page, "transfers.download")) as { fileIds: string[] }[];
    expect(all?.fileIds).toHaveLength(1200);
    await page.getByRole("searchbox", { name: "Search files" }).fill("budget 2026 7.");
    await expect(rows(page)).toHaveCount(1);
    expect(await axeFindings(page)).toEqual([]);
  }));

test("a file is renamed in its row", () =>
  onFiles(30, async (page) => {
    await rows(page).nth(2).click();
    await page.keyboard.press("F2");
    const field = page.getByRole("textbox", { name: /New name of/ });
    await expect(field).toBeFocused();
    await picture(page, "files-rename");
    await page.keyboard.type("新名字");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => called(page, "files.rename"))
      .toMatchObject([{ name: expect.stringMatching(/^新名字\.\w+$/) }]);
    await field.waitFor({ state: "detached" });
    await page.keyboard.press("F2");
    await expect(field).toBeFocused();
    await page.keyboard.press("Escape");
    await expect.poll(() => called(page, "files.rename")).toHaveLength(1);
    await expect(field).toHaveCount(0);
  }));

test("deleting shows its plan first, then what became of each", () =>
  onFiles(30, async (page) => {
    await rows(page).nth(0).click();
    await rows(page)
      .nth(4)
      .click({ modifiers: ["Shift"] });
    await page.getByText("5 selected").waitFor();
    await page.keyboard.press("Delete");
    const panel = page.getByRole("complementary");
    await panel.getByText("the files disappear for everybody").waitFor();
    await panel.getByRole("button", { name: "Delete 5 files" }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Cancel");
    await picture(page, "files-delete");
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await panel.getByRole("button", { name: "Delete 5 files" }).click();
    await panel.getByText("10010 权限不足").waitFor();
    await panel.getByRole("button", { name: "Run 1 failure again…" }).waitFor();
    await page.getByText("5 selected").waitFor({ state: "detached" });
    await picture(page, "files-delete-report");
    expect(await axeFindings(page)).toEqual([]);
  }));

test("files dropped anywhere on the group are uploaded, the others are named", () =>
  onFiles(0, async (page) => {
    await page.getByText("No files yet").waitFor();
    await picture(page, "files-empty");
    await drag(page, ".group-head", ["a.pdf", "shot.png"], ["dragenter", "dragover"]);
    await page.getByText("Drop to upload").waitFor();
    await picture(page, "files-drop");
    await drag(page, ".group-head", ["a.pdf", "empty.pdf", "a folder"], ["dragover", "drop"]);
    await page.getByText("2 files were not uploaded.").waitFor();
    await picture(page, "files-problems");
    await expect(page.getByText("Drop to upload")).toHaveCount(0);
    await expect
      .poll(() => called(page, "transfers.upload"))
      .toMatchObject([{ handles: [expect.any(String)] }]);
    expect(await axeFindings(page)).toEqual([]);
  }));

test("a picture dropped on the smaller target is read, not uploaded", () =>
  onFiles(3, async (page) => {
    await drag(page, ".group-head", ["shot.png"], ["dragenter", "dragover"]);
    await page.getByText("Read QR code").waitFor();
    await drag(page, "[data-drop=qr]", ["shot.png"], ["dragover", "drop"]);
    await page.getByText("shot.png").first().waitFor();
    await expect.poll(() => called(page, "transfers.upload")).toEqual([]);
    expect(await page.evaluate(() => window.fakeMain.adopted)).toEqual([]);
  }));

test("transfers show progress, ends and failures in the bar and one by one", () =>
  onFiles(30, async (page) => {
    const failed = {
      code: "refused",
      message: "",
      server: { code: "AccessDenied", message: "Policy expired" },
    } as const;
    const network = { reason: "no_such_host", host: "files.example.net" } as const;
    await tell(page, [
      sampleTransfer({ id: "1", name: "视频.mp4", size: 900_000_000, doneBytes: 300_000_000 }),
      sampleTransfer({ id: "2", name: "report.pdf", direction: "download", state: "queued" }),
      sampleTransfer({ id: "3", name: "a.txt", state: "registering", doneBytes: 1000 }),
      sampleTransfer({ id: "4", name: "old.zip", state: "failed", error: failed }),
      sampleTransfer({
        id: "6",
        name: "far.zip",
        state: "failed",
        error: { code: "offline", message: "no", network },
      }),
      sampleTransfer({
        id: "5",
        name: "b.txt",
        direction: "download",
        state: "done",
        savedPath: "/downloads/b.txt",
      }),
    ]);
    const bar = page.getByRole("region", { name: "Transfers" });
    await bar.getByText("Uploading 2 files").waitFor();
    await expect(bar.getByRole("progressbar", { name: "Progress of 视频.mp4" })).toHaveAttribute(
      "aria-valuenow",
      "33",
    );
    await bar.getByText("Policy expired").waitFor();
    const far = bar.getByRole("row", { name: /far\.zip/ });
    await expect(far).toContainText("There is no server called files.example.net.");
    // All of it is to be read, what to try included.
    const isCut = await far
      .getByTitle(/typing mistake/)
      .evaluate((words) => words.scrollWidth > words.clientWidth);
    expect(isCut).toBe(false);
    await expect(far.getByRole("button", { name: "Network settings" })).toBeVisible();
    await picture(page, "transfers");
    expect(await axeFindings(page)).toEqual([]);
    await bar.getByRole("button", { name: "Cancel 视频.mp4" }).click();
    await expect.poll(() => called(page, "transfers.cancel")).toEqual([{ transferId: "1" }]);
    await tell(page, [sampleTransfer({ id: "1", name: "视频.mp4", state: "done" })]);
    await page.getByText("视频.mp4 was uploaded.").waitFor({ state: "attached" });
    const old = sampleTransfer({ id: "4", name: "old.zip", state: "failed", error: failed });
    await tell(page, [old, sampleTransfer({ id: "1", name: "视频.mp4", state: "done" })]);
    await expect(bar).toContainText("1 transfer finished1 failed");
    await tell(page, [old]);
    await expect(bar).not.toContainText("finished1 failed");
    await bar.getByRole("button", { name: "Clear finished" }).click();
    await tell(page, []);
    await bar.waitFor({ state: "detached" });
  }));

test("the tab speaks Chinese and is dark where that is wanted", () =>
  onFiles(
    40,
    async (page) => {
      await page.getByRole("button", { name: "上传" }).waitFor();
      await picture(page, "files-zh-dark");
      expect(await axeFindings(page)).toEqual([]);
    },
    { language: "zh-CN", theme: "dark" },
  ));
