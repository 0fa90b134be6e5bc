import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { type App, launchApp } from "../support/app.ts";
import { drawPicture, toPng } from "../support/qr-images.ts";
import { atMostAbsolute, type Figure } from "./figure.ts";
import { taskTimes } from "./task-times.ts";

const imageCount = 100;
/** What a person notices as a window that does not answer at once. */
const longestMs = 50;

/** How long the window's own thread is taken at a stretch while 100 screenshots, 1080p and 4K, are brought and read. */
export async function benchResponsive(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "qunzhu-responsive-"));
  try {
    const images = await writeImages(folder);
    const app = await launchApp();
    try {
      return await measure(app, images);
    } finally {
      await app.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(app: App, images: readonly string[]): Promise<readonly Figure[]> {
  const { page } = app;
  await page.getByRole("button", { name: /demo|演示/i }).click();
  await page.getByRole("row").first().waitFor();
  await countReads(page);
  const [first = "", ...others] = images;
  // Warm: the panel's own code, the worker and the wasm are loaded once for each start.
  await app.dropFiles("nav", [first]);
  await allRead(page, 1);
  const started = performance.now();
  let computed: readonly number[] = [];
  const busy = await observe(page, async () => {
    computed = await taskTimes(page, async () => {
      await app.dropFiles("aside", others);
      await allRead(page, imageCount);
    });
  });
  const tookMs = performance.now() - started;
  console.error(`  tasks above ${longestMs} ms: ${busy.map(Math.round).join(", ") || "none"}`);
  return [
    atMostAbsolute("longest task while 100 images are read", "ms", Math.max(0, ...busy), longestMs),
    atMostAbsolute("the same, without waiting for the processor", "ms", computed[0] ?? 0, longestMs),
    atMostAbsolute("100 images read, each (mixed 1080p and 4K)", "ms", tookMs / others.length, 400),
  ];
}

/** Durations of the tasks above 50 ms on the page's thread during some work. */
async function observe(page: Page, work: () => Promise<unknown>): Promise<readonly number[]> {
  await page.evaluate(`{
    self.longTasks = [];
    const note = (entries) => longTasks.push(...entries.map(({ duration }) => duration));
    self.observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: "longtask" });
    self.observed = () => { note(observer.takeRecords()); observer.disconnect(); return longTasks; };
  }`);
  await work();
  return (await page.evaluate("observed()")) as readonly number[];
}

/** The reader's worker starts with the first picture; from then on its answers are counted. */
async function countReads(page: Page): Promise<void> {
  await page.evaluate(`{
    self.picturesRead = 0;
    self.Worker = class extends Worker {
      constructor(url, options) {
        super(url, options);
        if (options?.name !== "code-reader") return;
        this.addEventListener("message", ({ data }) => {
          if (data.type === "done" || data.type === "failed") picturesRead += 1;
        });
      }
    };
  }`);
}

async function allRead(page: Page, count: number): Promise<void> {
  // A function, because the page's policy lets no text run that is evaluated inside of it.
  await page.waitForFunction(
    (wanted) => (globalThis as unknown as { picturesRead: number }).picturesRead >= wanted,
    count,
    { timeout: 300_000, polling: 500 },
  );
}

/** Screenshots of chats with one to three codes, two of three at 1080p, as PNG, JPEG and WebP. */
async function writeImages(folder: string): Promise<readonly string[]> {
  const kinds = await Promise.all(
    [0, 1, 2, 3, 4, 5].map(async (kind) => {
      const isLarge = kind % 3 === 2;
      const [width, height] = isLarge ? [3840, 2160] : [1920, 1080];
      const codes = Array.from({ length: 1 + (kind % 3) }, (_, index) => ({
        text: `https://weixin.qq.com/g/AwYAAE${kind}${index}xYz`,
        x: 100 + index * 560,
        y: 200 + kind * 40,
        size: 140 + index * 60,
      }));
      return toPng(drawPicture({ width, height, isChat: true, isDark: kind % 2 === 1 }, codes));
    }),
  );
  const paths: string[] = [];
  for (let number = 0; number < imageCount; number++) {
    const png = kinds[number % kinds.length] ?? Buffer.alloc(0);
    const format = (["png", "jpeg", "webp"] as const)[number % 3] ?? "png";
    const file = path.join(folder, `screenshot ${number + 1}.${format}`);
    await writeFile(
      file,
      format === "png" ? png : await sharp(png).toFormat(format, { effort: 0 }).toBuffer(),
    );
    paths.push(file);
  }
  return paths;
}
