import { beforeAll, expect, test } from "vitest";
import { zxingWasmBytes } from "../../../main/features/join/zxing-wasm-file.ts";
import type { Pixels } from "../../../shared/qr-reader/pixels.ts";
import { readCodes } from "../../../shared/qr-reader/read-codes.ts";
import { startZxing } from "../../../shared/qr-reader/zxing.ts";
import { codePicture, drawPicture } from "../../support/qr-images.ts";

const group = (name: string) => `https://weixin.qq.com/g/Aw${name}YAALLELoeKLg-qWAtkYtBdyTg_i2TG22w1GS`;

beforeAll(async () => startZxing({ bytes: await zxingWasmBytes() }));

async function texts(image: Pixels): Promise<string[]> {
  return (await readCodes(image)).map((code) => code.text).sort();
}

test("a single code is read with its corners", async () => {
  const codes = await readCodes(codePicture(group("one"), 330));
  expect(codes).toMatchObject([{ text: group("one"), engine: "zxing" }]);
  const [topLeft, , bottomRight] = codes[0]?.corners ?? [];
  expect(topLeft?.x).toBeLessThan(60);
  expect(bottomRight?.x).toBeGreaterThan(270);
});

test.each([
  { name: "1080p", width: 1080, height: 1920, isDark: false },
  { name: "1080p dark", width: 1080, height: 1920, isDark: true },
  { name: "4K", width: 3840, height: 2160, isDark: false },
])("a chat screenshot ($name) gives all of its three codes", async ({ width, height, isDark }) => {
  const image = drawPicture({ width, height, isDark, isChat: true }, [
    { text: group("a"), x: 100, y: 150, size: 300 },
    { text: group("b"), x: 640, y: 700, size: 180 },
    { text: group("c"), x: 200, y: 1300, size: 420 },
  ]);
  expect(await texts(image)).toEqual([group("a"), group("b"), group("c")]);
});

test("light on dark, turned and small codes are read", async () => {
  const image = drawPicture({ width: 900, height: 900, isDark: true, isChat: true }, [
    { text: group("inverted"), x: 60, y: 60, size: 260, isInverted: true },
    { text: group("turned"), x: 500, y: 120, size: 260, degrees: 33 },
    { text: "https://qm.qq.com/q/abc", x: 120, y: 600, size: 66 },
  ]);
  expect(await texts(image)).toEqual(["https://qm.qq.com/q/abc", group("inverted"), group("turned")]);
});

test("the same text at two places is two codes", async () => {
  const image = drawPicture({ width: 800, height: 400 }, [
    { text: group("twice"), x: 20, y: 50, size: 260 },
    { text: group("twice"), x: 460, y: 50, size: 260 },
  ]);
  expect(await texts(image)).toEqual([group("twice"), group("twice")]);
});

test("a picture without codes gives none, and a spent budget stops after the first stage", async () => {
  expect(await texts(drawPicture({ width: 700, height: 900, isChat: true }, []))).toEqual([]);
  let clock = 0;
  const codes = await readCodes(codePicture(group("slow")), { budgetMs: 5, now: () => (clock += 10) });
  expect(codes).toHaveLength(1);
});

test("codes are told as soon as they are known, each time all of them", async () => {
  const told: number[] = [];
  const image = drawPicture({ width: 1200, height: 500, isChat: true }, [
    { text: group("one"), x: 30, y: 60, size: 300 },
    { text: group("two"), x: 700, y: 60, size: 300 },
  ]);
  await readCodes(image, { onFound: (codes) => told.push(codes.length) });
  expect(told).toEqual([1, 2]);
});

test("Chinese text survives", async () => {
  expect(await texts(codePicture("群主：欢迎加入「象棋」群 ♟️", 300))).toEqual(["群主：欢迎加入「象棋」群 ♟️"]);
});
