import { beforeAll, expect, test } from "vitest";
import { zxingWasmBytes } from "../../../main/features/join/zxing-wasm-file.ts";
import type { Pixels } from "../../../shared/qr-reader/pixels.ts";
import { readCodes } from "../../../shared/qr-reader/read-codes.ts";
import { startZxing } from "../../../shared/qr-reader/zxing.ts";
import { coveredMark, damagedCodes } from "../../bench/qr/damaged-codes.ts";
import { emptyPictures } from "../../bench/qr/empty-pictures.ts";
import { crowdedPhotos } from "../../bench/qr/photos.ts";
import { hardScreenshots } from "../../bench/qr/screenshots.ts";
import type { Picture } from "../../bench/qr/set-of-pictures.ts";
import { sheetsOfCodes } from "../../bench/qr/sheets.ts";

beforeAll(async () => startZxing({ bytes: await zxingWasmBytes() }));

/** The clock counts steps, so that the same are taken however slow the machine. */
function read(image: Pixels): ReturnType<typeof readCodes> {
  let clock = 0;
  return readCodes(image, { now: () => (clock += 5) });
}

async function first<T>(items: AsyncIterable<T>): Promise<T> {
  for await (const item of items) return item;
  throw new Error("nothing to take");
}

test.each([
  "mirrored",
  "inverted",
  "no quiet zone, whole image",
  "no quiet zone, on a photo",
  "one pixel a module",
  "red on green",
  "low contrast",
  "noise",
  "covered",
  "large version",
  "GBK",
  "Shift_JIS",
])("a code is read: %s", async (kind) => {
  const { image, texts } = await first(damagedCodes(1, [kind]));
  expect((await read(image)).map((code) => code.text)).toEqual(texts);
});

test("a mark that is half covered hides a code from all engines but the last asked", async () => {
  const { image, texts } = await coveredMark();
  const codes = await read(image);
  expect(codes.map(({ text, engine }) => [text, engine])).toEqual([[texts[0], "zbar"]]);
});

test("small, blurred codes of a screenshot are read", async () => {
  const pictures: Picture[] = [];
  for await (const picture of hardScreenshots(4)) pictures.push(picture);
  for (const { image, texts } of pictures) {
    expect((await read(image)).map((code) => code.text).sort()).toEqual([...texts].sort());
  }
});

test("all codes of a crowded photo are read once, each at its own place", async () => {
  const { image, texts } = await first(crowdedPhotos(1));
  const codes = await read(image);
  expect(codes.map((code) => code.text).sort()).toEqual([...texts].sort());
  for (const { corners } of codes) {
    for (const { x, y } of corners) {
      expect(x).toBeGreaterThan(-50);
      expect(y).toBeGreaterThan(-50);
      expect(x).toBeLessThan(image.width + 50);
      expect(y).toBeLessThan(image.height + 50);
    }
  }
});

test("a sheet of codes is read whole, though the marks of neighbours look like those of one code", async () => {
  const { image, texts } = await first(sheetsOfCodes(1));
  expect((await read(image)).map((code) => code.text).sort()).toEqual([...texts].sort());
});

test("marks without a code, stripes, text and moiré give no text", async () => {
  for await (const { kind, image } of emptyPictures(7)) {
    if (image.width > 1300) continue;
    expect([kind, await read(image)]).toEqual([kind, []]);
  }
});
