import { fileURLToPath } from "node:url";
import type { Browser, Page } from "@playwright/test";
import fc from "fast-check";
import { PNG } from "pngjs";
import sharp from "sharp";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { zxingWasmBytes } from "../../../../main/features/join/zxing-wasm-file.ts";
import type { Pixels } from "../../../../shared/qr-reader/pixels.ts";
import { readCodes } from "../../../../shared/qr-reader/read-codes.ts";
import { startZxing } from "../../../../shared/qr-reader/zxing.ts";
import { rivals } from "../../../bench/qr/rivals.ts";
import { launchChromium } from "../../harness/launch-chromium.ts";
import type { MadeCard, makeCard } from "./card-page.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await startZxing({ bytes: await zxingWasmBytes() });
  const built = await build({
    root: here,
    configFile: false,
    logLevel: "error",
    build: { write: false, lib: { entry: `${here}card-page.ts`, formats: ["iife"], name: "card" } },
  });
  const [script] = [built].flat().flatMap((made) => ("output" in made ? made.output : []));
  browser = await launchChromium();
  page = await browser.newPage();
  await page.addScriptTag({ content: script?.type === "chunk" ? script.code : "" });
});
afterAll(async () => {
  await browser?.close();
});

function made(text: string, name: string, avatar: string | null): Promise<MadeCard> {
  return page.evaluate(
    ([text, name, avatar]) =>
      (window as unknown as { makeCard: typeof makeCard }).makeCard(text, name, avatar),
    [text, name, avatar] as const,
  );
}

const avatarSide = 96;
type Paint = (x: number, y: number) => readonly [number, number, number, number];
const paints: Readonly<Record<string, Paint>> = {
  dark: () => [12, 12, 16, 255],
  white: () => [255, 255, 255, 255],
  transparent: (x, y) => [200, 0, 0, (x + y) % 200],
  stripes: (x) => ((x >> 2) % 2 ? [0, 0, 0, 255] : [255, 255, 255, 255]),
  // Looks like the corner of a code.
  finder: (x, y) => {
    const ring = Math.max(Math.abs(x - 48), Math.abs(y - 48)) / (avatarSide / 7);
    return ring < 1.5 || ring > 2.5 ? [0, 0, 0, 255] : [255, 255, 255, 255];
  },
  busy: (x, y) => {
    const mixed = Math.imul(((x >> 1) * 73_856_093) ^ ((y >> 1) * 19_349_663), 2_654_435_761) >>> 0;
    return [mixed & 255, (mixed >> 8) & 255, (mixed >> 16) & 255, 255];
  },
};

function avatarOf(paint: Paint): string {
  const png = new PNG({ width: avatarSide, height: avatarSide });
  for (let at = 0; at < avatarSide ** 2; at += 1) {
    png.data.set(paint(at % avatarSide, Math.floor(at / avatarSide)), at * 4);
  }
  return `data:image/png;base64,${PNG.sync.write(png).toString("base64")}`;
}

const avatars: Readonly<Record<string, string | null>> = {
  none: null,
  ...Object.fromEntries(Object.entries(paints).map(([name, paint]) => [name, avatarOf(paint)])),
};

const readers = {
  ours: async (image: Pixels) => (await readCodes(image)).map(({ text }) => text),
  ...rivals,
};

/** What each reader finds in it. */
async function readBy(image: Pixels): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const [name, read] of Object.entries(readers)) found[name] = await read(image);
  return found;
}

function expected(text: string): Record<string, readonly string[]> {
  return Object.fromEntries(Object.keys(readers).map((name) => [name, [text]]));
}

function pngPixels(bytes: Buffer): Pixels {
  const { width, height, data } = PNG.sync.read(bytes);
  return { width, height, data: new Uint8ClampedArray(data) };
}

const codeText = (length: number) =>
  JSON.stringify({
    source: "app",
    action: "group",
    info: { group_id: "9007199254740993", info: "c2lnbmVkIGJ5IHRoZSBzZXJ2ZXI".repeat(20).slice(0, length) },
  });

const name = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom(
    "青禾读书会",
    "小区团购（3 号楼）".repeat(12),
    "👨‍👩‍👧‍👦🏳️‍🌈".repeat(20),
    "مجموعة الشطرنج",
    `<b>&"']]>`,
    "\u0000\ud800",
  ),
);

for (const [index, [kind, avatar]] of Object.entries(avatars).entries()) {
  test(`what we make is read by every reader, whatever the name and the length (picture: ${kind})`, async () => {
    await fc.assert(
      fc.asyncProperty(name, fc.integer({ min: 0, max: 500 }), async (name, length) => {
        const text = codeText(length);
        const card = await made(text, name, avatar);
        expect(card.svg.includes("<image ")).toBe(avatar !== null);
        expect(card.svg.replace("http://www.w3.org/2000/svg", "")).not.toContain("http");
        expect(await readBy(pngPixels(Buffer.from(card.pngBase64, "base64")))).toEqual(expected(text));
        const drawn = await sharp(Buffer.from(card.svg)).png().toBuffer();
        expect(await readBy(pngPixels(drawn))).toEqual(expected(text));
      }),
      { numRuns: 2, seed: index },
    );
  });
}

test("a text too long for the strongest correction becomes a card without a picture", async () => {
  const text = codeText(540).padEnd(1500, " ");
  const card = await made(text, "青禾读书会", avatars.busy ?? null);
  expect(card.svg).not.toContain("<image ");
  expect(
    (await readCodes(pngPixels(Buffer.from(card.pngBase64, "base64")))).map((code) => code.text),
  ).toEqual([text]);
});
