import sharp from "sharp";
import type { Pixels } from "../../shared/qr-reader/pixels.ts";

/** Files of the same picture in every format that the reader takes, by what they are. */
export async function pictureFiles(pixels: Pixels): Promise<Readonly<Record<string, Buffer>>> {
  const { width, height, data } = pixels;
  const image = () => sharp(data, { raw: { width, height, channels: 4 } });
  const files: Record<string, Promise<Buffer> | Buffer> = {
    png: image().png().toBuffer(),
    "PNG with a palette": image().png({ palette: true }).toBuffer(),
    "interlaced PNG": image().png({ progressive: true }).toBuffer(),
    "PNG of 16 bits": image().toColourspace("rgb16").png().toBuffer(),
    jpeg: image().jpeg().toBuffer(),
    "progressive JPEG": image().jpeg({ progressive: true, quality: 60 }).toBuffer(),
    "CMYK JPEG": image().toColourspace("cmyk").jpeg().toBuffer(),
    webp: image().webp().toBuffer(),
    "lossless WebP": image().webp({ lossless: true }).toBuffer(),
    avif: image().avif({ effort: 0 }).toBuffer(),
    gif: image().gif().toBuffer(),
    bmp: bmpFile(pixels, 24),
    "BMP of 32 bits": bmpFile(pixels, 32),
    "black and white BMP": bmpFile(pixels, 1),
  };
  const entries = await Promise.all(
    Object.entries(files).map(async ([name, file]) => [name, await file] as const),
  );
  return Object.fromEntries(entries);
}

/** The same picture as a camera held otherwise stores it: turned, with a note (EXIF orientation) how to turn it back. */
export async function turnedJpeg({ width, height, data }: Pixels, orientation: number): Promise<Buffer> {
  const image = sharp(data, { raw: { width, height, channels: 4 } });
  const isFlipped = [2, 4, 5, 7].includes(orientation);
  const degrees = { 1: 0, 2: 0, 3: 180, 4: 180, 5: 270, 6: 270, 7: 90, 8: 90 }[orientation] ?? 0;
  const flipped = await (isFlipped ? image.flop() : image).png().toBuffer();
  return sharp(flipped).rotate(degrees).withMetadata({ orientation }).jpeg({ quality: 90 }).toBuffer();
}

/** A Windows bitmap, bottom row first: 24 or 32 bits a pixel, or 1 bit with a palette of black and white. */
function bmpFile({ width, height, data }: Pixels, depth: 1 | 24 | 32): Buffer {
  const palette = depth === 1 ? Buffer.from([0, 0, 0, 0, 255, 255, 255, 0]) : Buffer.alloc(0);
  const rowBytes = Math.ceil((width * depth) / 32) * 4;
  const start = 54 + palette.length;
  const file = Buffer.alloc(start + rowBytes * height);
  file.write("BM", "latin1");
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(start, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(depth, 28);
  palette.copy(file, 54);
  for (let y = 0; y < height; y++) {
    const row = start + (height - 1 - y) * rowBytes;
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
      if (depth === 1) {
        if (red + green + blue > 382) file[row + (x >> 3)] = (file[row + (x >> 3)] ?? 0) | (128 >> (x & 7));
      } else file.set([blue, green, red], row + (x * depth) / 8);
    }
  }
  return file;
}

/** A photo with one picture on it at a place, otherwise grey. */
export async function photoAround(
  picture: Pixels,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
  orientation = 1,
): Promise<Buffer> {
  return sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 4 } })
    .removeAlpha()
    .extend({
      left,
      top,
      right: width - left - picture.width,
      bottom: height - top - picture.height,
      background: "#ddd",
    })
    .withMetadata({ orientation })
    .jpeg()
    .toBuffer();
}
