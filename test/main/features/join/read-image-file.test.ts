import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodePng } from "../../../../main/features/join/png-pixels.ts";
import { readCodesFromImage } from "../../../../main/features/join/read-image-file.ts";
import { toAppError } from "../../../../shared/errors.ts";
import { unreadableReasonOf } from "../../../../shared/qr-reader/unreadable-image.ts";
import { codePicture, drawPicture, toPng } from "../../../support/qr-images.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "read-image-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(bytes: Uint8Array) {
  const path = join(folder, "picture");
  await writeFile(path, bytes);
  return readCodesFromImage(path);
}

async function reasonFor(bytes: Uint8Array): Promise<string | null> {
  return read(bytes).then(
    () => "it was read",
    (cause) => unreadableReasonOf(toAppError(cause)),
  );
}

const screenshot = drawPicture({ width: 1080, height: 1600, isChat: true }, [
  { text: "https://weixin.qq.com/g/AwYAALLELoeKLg", x: 100, y: 200, size: 300 },
  { text: "https://u.wechat.com/EJx", x: 560, y: 800, size: 90 },
]);

test("every code of a screenshot is answered with its kind and place", async () => {
  const codes = await read(toPng(screenshot));
  expect(codes.map(({ kind }) => kind).sort()).toEqual(["wechat_group", "wechat_person"]);
  const group = codes.find(({ kind }) => kind === "wechat_group");
  for (const { x, y } of group?.corners ?? []) {
    expect(x).toBeGreaterThan(100);
    expect(x).toBeLessThan(400);
    expect(y).toBeGreaterThan(200);
    expect(y).toBeLessThan(500);
  }
});

test("a picture without a code gives an empty list", async () => {
  expect(await read(toPng(drawPicture({ width: 300, height: 300, isChat: true }, [])))).toEqual([]);
});

test.each([
  ["an empty file", new Uint8Array(0), "empty"],
  ["text", Buffer.from("hello, this is no picture"), "no_image"],
  ["a PNG cut off in the middle", toPng(screenshot).subarray(0, 3000), "broken"],
  ["a PNG cut off in its header", toPng(screenshot).subarray(0, 20), "broken"],
  ["a HEIC photo", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), "heic"],
  ["a 0×0 picture", withSize(0, 0), "empty"],
  ["a decompression bomb", withSize(60_000, 60_000), "too_large"],
  ["a JPEG that is only its first bytes", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), "broken"],
  [
    "a WebP, which needs a browser",
    Buffer.from("RIFF\x20\0\0\0WEBPVP8 0000000000000000000", "latin1"),
    "unsupported",
  ],
])("%s is refused with a clear reason", async (_name, bytes, reason) => {
  expect(await reasonFor(bytes)).toBe(reason);
});

test("a file that is not there is a file error", async () => {
  await expect(readCodesFromImage(join(folder, "nothing.png"))).rejects.toMatchObject({ code: "file_error" });
});

test.each([
  { colorType: 0, bitDepth: 8 },
  { colorType: 2, bitDepth: 8 },
  { colorType: 4, bitDepth: 8 },
  { colorType: 6, bitDepth: 8 },
] as const)("PNG pixels come out as they went in ($colorType, $bitDepth bits)", ({ colorType, bitDepth }) => {
  const { width, height, data } = codePicture("hello", 77);
  for (const filterType of [0, 1, 2, 3, 4]) {
    const png = new PNG({ width, height });
    png.data = Buffer.from(data);
    const pixels = decodePng(PNG.sync.write(png, { colorType, bitDepth, filterType }));
    expect(pixels).toEqual({ width, height, data });
  }
});

/** A PNG that claims a size. */
function withSize(width: number, height: number): Buffer {
  const png = toPng(codePicture("a", 50));
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}
