import { beforeAll, expect, test } from "vitest";
import { zxingWasmBytes } from "../../../main/features/join/zxing-wasm-file.ts";
import type { Pixels } from "../../../shared/qr-reader/pixels.ts";
import { readCodes } from "../../../shared/qr-reader/read-codes.ts";
import { readWithZxing, startZxing } from "../../../shared/qr-reader/zxing.ts";
import { codePicture } from "../../support/qr-images.ts";

beforeAll(async () => startZxing({ bytes: await zxingWasmBytes() }));

const filled = (width: number, height: number, value: (at: number) => number): Pixels => {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at++)
    data.fill(value(at), at * 4, at * 4 + 3).fill(255, at * 4 + 3, at * 4 + 4);
  return { width, height, data };
};

test.each([
  [0, 0],
  [1, 1],
  [1, 5000],
  [5000, 1],
  [20, 3000],
  [21, 21],
  [3000, 24],
])("a picture of %i × %i has no codes and harms nobody", async (width, height) => {
  let clock = 0;
  const now = () => (clock += 20);
  expect(
    await readCodes(
      filled(width, height, () => 255),
      { now },
    ),
  ).toEqual([]);
  expect(
    await readCodes(
      filled(width, height, (at) => (at % 2) * 255),
      { now },
    ),
  ).toEqual([]);
  expect(
    await readCodes(
      filled(width, height, (at) => Math.imul(at, 2654435761) >>> 24),
      { now },
    ),
  ).toEqual([]);
});

test("pixels that are fewer than the picture says are a broken picture", async () => {
  const { data } = codePicture("x", 120);
  await expect(readCodes({ width: 200, height: 200, data })).rejects.toMatchObject({
    code: "unreadable_image",
  });
});

test("transparent ground counts as white, and pixels may begin anywhere in their buffer", async () => {
  const { width, height, data } = codePicture("https://qm.qq.com/q/glass", 200);
  for (let at = 0; at < data.length; at += 4) if (data[at] === 255) data.fill(0, at, at + 4);
  const shifted = new Uint8ClampedArray(new ArrayBuffer(data.length + 1), 1, data.length);
  shifted.set(data);
  expect(await readCodes({ width, height, data: shifted })).toMatchObject([
    { text: "https://qm.qq.com/q/glass" },
  ]);
});

test("a fault inside the engine costs one picture its help, not the next", async () => {
  const thin = {
    width: 1809,
    height: 26,
    data: new Uint8Array(1809 * 26).map((_, at) => Math.imul(at, 2654435761) >>> 24),
  };
  expect(readWithZxing(thin, { denoises: true })).toEqual({ codes: [], unread: [] });
  expect(await readCodes(codePicture("https://qm.qq.com/q/after"))).toMatchObject([
    { text: "https://qm.qq.com/q/after", engine: "zxing" },
  ]);
});

test("where the engine cannot start, the others read alone", async () => {
  await startZxing({ bytes: new ArrayBuffer(8) });
  const codes = await readCodes(codePicture("https://qm.qq.com/q/alone"), { now: () => 0 });
  expect(codes).toMatchObject([{ text: "https://qm.qq.com/q/alone" }]);
  expect(codes[0]?.engine).not.toBe("zxing");
});
