import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedPage, servePage } from "../harness/serve-page.ts";
import { type FilesProbe, installFakeFiles } from "./fake-files.ts";
import { sampleTransfer } from "./sample-transfer.ts";

type Probed = { readonly filesProbe: FilesProbe };

let served: ServedPage;
let browser: Browser;
let axeSource: string;

beforeAll(async () => {
  served = await servePage();
  browser = await chromium.launch({
    executablePath: process.env.QUNZHU_CHROMIUM ?? "/usr/lib/chromium/chromium",
    args: ["--no-sandbox"],
  });
  axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** The Files tab of a group with so many files. */
async function onFiles(fileCount: number, run: (page: Page) => Promise<void>, query = "lang=en") {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  });
  try {
    await context.addInitScript({ path: served.fakeScript });
    await context.addInitScript(installFakeFiles, fileCount);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(`${served.url}?${query}`);
    await page.getByRole("row").first().click();
    await page.getByRole("tab").nth(2).click();
    await page.locator(".files-toolbar").waitFor();
    // The bar of transfers comes when the browser is idle; what is told before that is its first reading.
    await page.waitForFunction(() =>
      (window as unknown as Probed).filesProbe.calls.some(({ name }) => name === "transfers.list"),
    );
    await run(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

const rows = (page: Page) => page.getByRole("grid", { name: "Files" }).getByRole("row");
const called = (page: Page, name: string) =>
  page.evaluate(
    (wanted) =>
      (window as unknown as Probed).filesProbe.calls
        .filter((call) => call.name === wanted)
        .map(({ input }) => input),
    name,
  );
const tell = (page: Page, transfers: FilesProbe["transfers"]) =>
  page.evaluate((list) => {
    const { filesProbe } = window as unknown as Probed;
    filesProbe.transfers = list;
    filesProbe.emit("transfers.changed", {});
  }, transfers);

async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
  });
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

/** For looking at: a picture of the page where QUNZHU_SCREENS names a folder. */
async function picture(page: Page, name: string) {
  const folder = process.env.QUNZHU_SCREENS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
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
    await expect.poll(() => page.getByText("3 selected").count()).toBe(1);
    await picture(page, "files-selected");
    await page.getByRole("button", { name: "Download to…" }).click();
    expect(await called(page, "transfers.download")).toMatchObject([{ choosesFolder: true }]);
    await rows(page).nth(5).dblclick();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const [, byMouse, byKey] = (await called(page, "transfers.download")) as { fileIds: string[] }[];
    expect(byMouse?.fileIds).toHaveLength(1);
    expect(byKey?.fileIds).toHaveLength(1);
    expect(byKey?.fileIds).not.toEqual(byMouse?.fileIds);
    await page.getByRole("searchbox", { name: "Search files" }).fill("budget 2026 7.");
    await expect.poll(() => rows(page).count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
  }));

test("a file is renamed in its row", () =>
  onFiles(30, async (page) => {
    await rows(page).nth(2).click();
    await page.keyboard.press("F2");
    const field = page.getByRole("textbox", { name: /New name of/ });
    await field.waitFor();
    await picture(page, "files-rename");
    await page.keyboard.type("新名字");
    await page.keyboard.press("Enter");
    expect(await called(page, "files.rename")).toMatchObject([
      { name: expect.stringMatching(/^新名字\.\w+$/) },
    ]);
    await page.keyboard.press("F2");
    await page.keyboard.press("Escape");
    expect(await called(page, "files.rename")).toHaveLength(1);
    expect(await field.count()).toBe(0);
  }));

test("deleting asks first, and names what was not deleted", () =>
  onFiles(30, async (page) => {
    await rows(page).nth(0).click();
    await rows(page)
      .nth(4)
      .click({ modifiers: ["Shift"] });
    await page.getByText("5 selected").waitFor();
    await page.keyboard.press("Delete");
    const question = page.getByRole("alertdialog");
    await question.getByText("This cannot be undone").waitFor();
    await picture(page, "files-delete");
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await question.count()).toBe(0);
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await question.getByRole("button", { name: "Delete" }).click();
    await page.getByText("需要管理员权限").waitFor();
    expect(await called(page, "files.delete")).toHaveLength(1);
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
    expect(await page.getByText("Drop to upload").count()).toBe(0);
    expect(await called(page, "transfers.upload")).toMatchObject([{ handles: [expect.any(String)] }]);
    expect(await axeFindings(page)).toEqual([]);
  }));

test("a picture dropped on the smaller target is read, not uploaded", () =>
  onFiles(3, async (page) => {
    await drag(page, ".group-head", ["shot.png"], ["dragenter", "dragover"]);
    await page.getByText("Read QR code").waitFor();
    await drag(page, "[data-drop=qr]", ["shot.png"], ["dragover", "drop"]);
    await page.getByText("shot.png").first().waitFor();
    expect(await called(page, "transfers.upload")).toEqual([]);
    expect(await page.evaluate(() => (window as unknown as Probed).filesProbe.adopted)).toEqual([]);
  }));

test("transfers show progress, ends and failures in the bar and one by one", () =>
  onFiles(30, async (page) => {
    const failed = {
      code: "refused",
      message: "",
      server: { code: "AccessDenied", message: "Policy expired" },
    } as const;
    await tell(page, [
      sampleTransfer({ id: "1", name: "视频.mp4", size: 900_000_000, doneBytes: 300_000_000 }),
      sampleTransfer({ id: "2", name: "report.pdf", direction: "download", state: "queued" }),
      sampleTransfer({ id: "3", name: "a.txt", state: "registering", doneBytes: 1000 }),
      sampleTransfer({ id: "4", name: "old.zip", state: "failed", error: failed }),
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
    expect(
      await bar.getByRole("progressbar", { name: "Progress of 视频.mp4" }).getAttribute("aria-valuenow"),
    ).toBe("33");
    await bar.getByText("Policy expired").waitFor();
    await picture(page, "transfers");
    expect(await axeFindings(page)).toEqual([]);
    await bar.getByRole("button", { name: "Cancel 视频.mp4" }).click();
    expect(await called(page, "transfers.cancel")).toEqual([{ transferId: "1" }]);
    await tell(page, [sampleTransfer({ id: "1", name: "视频.mp4", state: "done" })]);
    await page.getByText("视频.mp4 was uploaded.").waitFor({ state: "attached" });
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
    "lang=zh-CN&theme=dark",
  ));
