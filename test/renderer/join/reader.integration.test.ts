import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import QRCode from "qrcode";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPageFile } from "../../../main/shell/page-files.ts";
import { codePicture, drawPicture, toPng } from "../../support/qr-images.ts";

const group = "https://weixin.qq.com/g/AwYAALLELoeKLg-qWAt";
let folder: string;
let server: Server;
let browser: Browser;
let page: Page;
const foreign: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "reader-page-"));
  await build({
    configFile: "vite.renderer.config.ts",
    logLevel: "error",
    root: import.meta.dirname,
    build: {
      outDir: folder,
      rolldownOptions: {
        input: join(import.meta.dirname, "reader-page.ts"),
        output: { entryFileNames: "page.js" },
      },
    },
  });
  await writeFile(join(folder, "index.html"), '<!doctype html><script type="module" src="page.js"></script>');
  server = createServer(async (request, response) => {
    const file = await readPageFile(folder, `http://127.0.0.1${request.url}`);
    response.writeHead(file.status, file.headers).end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
  browser = await chromium.launch({
    executablePath: process.env.QUNZHU_CHROMIUM ?? "/usr/lib/chromium/chromium",
    args: ["--no-sandbox"],
  });
  page = await browser.newPage();
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("blob:")) foreign.push(request.url());
  });
  await page.goto(origin);
  await page.waitForFunction("typeof readBase64 === 'function'");
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function read(bytes: Uint8Array) {
  return page.evaluate(`readBase64("${Buffer.from(bytes).toString("base64")}")`);
}

async function encoded(bytes: Uint8Array, type: string): Promise<Buffer> {
  const base64 = await page.evaluate(`encode("${Buffer.from(bytes).toString("base64")}", "${type}")`);
  return Buffer.from(String(base64), "base64");
}

test("the worker reads every code of a screenshot, its wasm from our own files only", async () => {
  const image = drawPicture({ width: 1080, height: 1600, isChat: true, isDark: true }, [
    { text: group, x: 100, y: 200, size: 300 },
    { text: "https://u.wechat.com/EJx", x: 560, y: 800, size: 90 },
    { text: "https://qm.qq.com/q/a", x: 600, y: 1200, size: 260, isInverted: true },
  ]);
  const answer = (await read(toPng(image))) as { codes: { text: string }[]; width: number; height: number };
  expect(answer).toMatchObject({ width: 1080, height: 1600 });
  expect(answer.codes.map(({ text }) => text).sort()).toEqual(
    [group, "https://qm.qq.com/q/a", "https://u.wechat.com/EJx"].sort(),
  );
  expect(foreign).toEqual([]);
});

test("JPEG, WebP and SVG are read; a JPEG is turned upright by its EXIF first", async () => {
  const wide = toPng(drawPicture({ width: 600, height: 300 }, [{ text: group, x: 320, y: 20, size: 240 }]));
  const jpeg = await encoded(wide, "image/jpeg");
  expect(await read(jpeg)).toMatchObject({ codes: [{ text: group }], width: 600, height: 300 });
  expect(await read(turnedRight(jpeg))).toMatchObject({ codes: [{ text: group }], width: 300, height: 600 });
  expect(await read(await encoded(wide, "image/webp"))).toMatchObject({ codes: [{ text: group }] });
  const svg = await QRCode.toString(group, { type: "svg" });
  expect(await read(Buffer.from(svg))).toMatchObject({ codes: [{ text: group }] });
});

test.each([
  ["an empty file", Buffer.alloc(0), "empty"],
  ["a text", Buffer.from("no picture at all"), "no_image"],
  ["a cut-off PNG", toPng(codePicture(group)).subarray(0, 200), "broken"],
  ["a HEIC photo", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), "heic"],
  ["a bomb", bomb(), "too_large"],
])("%s is refused clearly, and the reader goes on", async (_name, bytes, reason) => {
  expect(await read(bytes)).toMatchObject({ error: "unreadable_image", reason });
  expect(await read(toPng(codePicture(group)))).toMatchObject({ codes: [{ text: group }] });
});

function bomb(): Buffer {
  const png = toPng(codePicture("a", 50));
  png.writeUInt32BE(60_000, 16);
  png.writeUInt32BE(60_000, 20);
  return png;
}

/** The same JPEG with a note that it has to be turned a quarter right (EXIF orientation 6). */
function turnedRight(jpeg: Buffer): Buffer {
  const tiff = Buffer.from("4d4d002a00000008000101120003000000010006000000000000", "hex");
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}
