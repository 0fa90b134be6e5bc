import { deflateSync } from "node:zlib";
import sharp from "sharp";
import type { UnreadableReason } from "../../shared/qr-reader/unreadable-image.ts";
import { pictureFiles } from "./picture-files.ts";
import { codePicture, toPng } from "./qr-images.ts";

/** Files that nobody can read, with the reason that a person has to be told. */
export async function badPictures(): Promise<readonly (readonly [string, Buffer, UnreadableReason])[]> {
  const png = toPng(codePicture("a code", 300));
  const whole = Object.entries(
    await pictureFiles(codePicture("https://weixin.qq.com/g/AwYAALLELoeKLg", 600)),
  );
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"',
  );
  return [
    ["an empty file", Buffer.alloc(0), "empty"],
    ["a text that is called a picture", Buffer.from("hello, this is no picture"), "no_image"],
    ["a PDF", Buffer.from("%PDF-1.7\n"), "no_image"],
    ["a HEIC photo", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), "heic"],
    ["a TIFF", Buffer.from("II*\0\x08\0\0\0\0\0", "latin1"), "unsupported"],
    ["a PNG of 0 × 0", withPngSize(png, 0, 0), "empty"],
    ["a GIF of 0 × 0", gif(0, 0), "empty"],
    ["a PNG that claims to be huge", withPngSize(png, 60_000, 60_000), "too_large"],
    ["a PNG that is huge", hugePng(30_000, 30_000), "too_large"],
    ["a GIF that claims to be huge", gif(50_000, 50_000), "too_large"],
    ["a GIF whose first frame is huge", gif(10, 10, 50_000, 50_000), "too_large"],
    ["a JPEG that claims to be huge", withJpegSize(await jpeg(), 65_000, 65_000), "too_large"],
    ["a BMP that claims more pixels than it has", bmpHeader(9000, 9000), "broken"],
    ["a PNG cut off in its header", png.subarray(0, 20), "broken"],
    ["a JPEG that is only its first bytes", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "broken"],
    ["a WebP that is only its header", Buffer.from("RIFF\x20\0\0\0WEBPVP8 0000000000", "latin1"), "broken"],
    ["an SVG cut off", svg, "broken"],
    [
      "an SVG that is larger than any drawing of a code",
      Buffer.concat([svg, Buffer.alloc(5_000_000, 32)]),
      "too_large",
    ],
    ["a PNG whose bytes were damaged", damaged(png), "broken"],
    ...whole.map(
      ([name, file]) => [`a ${name} cut off`, file.subarray(0, file.length * 0.6), "broken"] as const,
    ),
  ];
}

function jpeg(): Promise<Buffer> {
  return sharp({ create: { width: 64, height: 64, channels: 3, background: "#fff" } })
    .jpeg()
    .toBuffer();
}

function withPngSize(png: Buffer, width: number, height: number): Buffer {
  const claimed = Buffer.from(png);
  claimed.writeUInt32BE(width, 16);
  claimed.writeUInt32BE(height, 20);
  return claimed;
}

function withJpegSize(file: Buffer, width: number, height: number): Buffer {
  const claimed = Buffer.from(file);
  const frame = claimed.indexOf(Buffer.from([0xff, 0xc0]));
  claimed.writeUInt16BE(height, frame + 5);
  claimed.writeUInt16BE(width, frame + 7);
  return claimed;
}

/** A real one: some hundred kilobytes that unfold to white gigabytes. */
function hugePng(width: number, height: number): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 1 });
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    pngChunk("IHDR", header),
    pngChunk("IDAT", rows),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

function pngChunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(name, "latin1"), data, Buffer.alloc(4)]);
}

function gif(width: number, height: number, frameWidth = width, frameHeight = height): Buffer {
  const file = Buffer.from(
    "GIF89a\0\0\0\0\0\0\0\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\0\0\0\0\0\x02\x02\x4c\x01\0\x3b",
    "latin1",
  );
  file.writeUInt16LE(width, 6);
  file.writeUInt16LE(height, 8);
  file.writeUInt16LE(frameWidth, 26);
  file.writeUInt16LE(frameHeight, 28);
  return file;
}

function bmpHeader(width: number, height: number): Buffer {
  const file = Buffer.alloc(60);
  file.write("BM", "latin1");
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(32, 28);
  return file;
}

/** Its header is whole, what follows is not. */
function damaged(png: Buffer): Buffer {
  const file = Buffer.from(png);
  file.fill(0x55, 60, 200);
  return file;
}
