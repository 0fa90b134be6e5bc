import { expect, test } from "vitest";
import { toAppError } from "../../../shared/errors.ts";
import { decodedSize, readImageHeader } from "../../../shared/qr-reader/image-header.ts";
import { svgSize } from "../../../shared/qr-reader/image-size.ts";
import { unreadableReasonOf } from "../../../shared/qr-reader/unreadable-image.ts";
import { badPictures } from "../../support/bad-pictures.ts";
import { pictureFiles } from "../../support/picture-files.ts";
import { drawPicture } from "../../support/qr-images.ts";

test("a file says what it is and how large, whatever it is called", async () => {
  for (const [name, file] of Object.entries(
    await pictureFiles(drawPicture({ width: 123, height: 45 }, [])),
  )) {
    const format = /png|jpeg|webp|avif|gif|bmp/.exec(name.toLowerCase())?.[0];
    expect([name, readImageHeader(file)]).toEqual([name, { format, size: { width: 123, height: 45 } }]);
  }
});

test("what nobody should decode is refused by its header alone", async () => {
  const byHeader = ["empty", "no_image", "heic", "unsupported", "too_large"];
  for (const [name, file, reason] of await badPictures()) {
    if (!byHeader.includes(reason)) continue;
    const said = (() => {
      try {
        return readImageHeader(file).format;
      } catch (cause) {
        return unreadableReasonOf(toAppError(cause));
      }
    })();
    expect([name, said]).toEqual([name, reason]);
  }
});

test.each([
  ['<svg width="40" height="30">', 40, 30],
  ['<svg\n width="25.4mm" height="1in" viewBox="0 0 9 9">', 96, 96],
  ['<svg viewBox="0 0 640 480">', 640, 480],
  ['<svg viewBox="-5,-5,20,10" width="100%" height="100%">', 20, 10],
  ['<svg viewBox="0 0 20 10" width="200">', 200, 100],
  ['<svg viewBox="0 0 20 10" height="200px">', 400, 200],
  ["<svg>", 300, 150],
])("%s is so large", (text, width, height) => {
  expect(svgSize(text)).toEqual({ width: expect.closeTo(width, 6), height: expect.closeTo(height, 6) });
});

test.each([
  ["jpeg", 4000, 3000, 4000, 3000],
  ["jpeg", 9000, 6700, 7875, 5863],
  ["jpeg", 16320, 12240, 8160, 6120],
  ["png", 8000, 8000, 7071, 7071],
  ["svg", 30, 20, 1200, 800],
  ["svg", 2000, 1000, 2000, 1000],
  ["svg", 100_000, 10, 4096, 1],
] as const)("a %s of %d × %d is decoded at %d × %d", (format, width, height, toWidth, toHeight) => {
  expect(decodedSize({ format, size: { width, height } })).toEqual({ width: toWidth, height: toHeight });
});
