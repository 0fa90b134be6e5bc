import { expect, test } from "vitest";
import { decodeBmp } from "../../../../main/features/join/bmp-pixels.ts";

interface Options {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly compression?: number;
  readonly headerBytes?: number;
  /** What stands between the header and the pixels: masks, a palette. */
  readonly between?: readonly number[];
}

function bmp(
  { width, height, depth, compression = 0, headerBytes = 40, between = [] }: Options,
  rows: number[],
) {
  const file = Buffer.alloc(14 + headerBytes);
  file.write("BM", "latin1");
  const body = Buffer.concat([file, Buffer.from(between), Buffer.from(rows)]);
  body.writeUInt32LE(14 + headerBytes + between.length, 10);
  body.writeUInt32LE(headerBytes, 14);
  if (headerBytes === 12) {
    body.writeUInt16LE(width, 18);
    body.writeUInt16LE(height, 20);
    body.writeUInt16LE(depth, 24);
    return body;
  }
  body.writeInt32LE(width, 18);
  body.writeInt32LE(height, 22);
  body.writeUInt16LE(depth, 28);
  body.writeUInt32LE(compression, 30);
  return body;
}

const red = [255, 0, 0, 255];
const green = [0, 255, 0, 255];
const blue = [0, 0, 255, 255];
const palette = [0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0];
const pixels = (file: Buffer) => [...decodeBmp(file).data];

test("24 bits: blue first, rows padded, the last row first or, with a negative height, last", () => {
  const rows = [0, 0, 255, 0, 255, 0, 0, 0, 255, 0, 0, 255, 0, 0, 0, 0];
  const down = bmp({ width: 2, height: 2, depth: 24 }, rows);
  expect(pixels(down)).toEqual([...blue, ...blue, ...red, ...green]);
  const up = bmp({ width: 2, height: -2, depth: 24 }, rows);
  expect(pixels(up)).toEqual([...red, ...green, ...blue, ...blue]);
});

test("the oldest header has a palette of three bytes a colour", () => {
  const file = bmp(
    { width: 2, height: 1, depth: 1, headerBytes: 12, between: [0, 0, 255, 255, 0, 0] },
    [0b01000000, 0, 0, 0],
  );
  expect(pixels(file)).toEqual([...red, ...blue]);
});

test.each([
  [8, [0, 1, 2, 0]],
  [4, [0x01, 0x20, 0, 0]],
  [2, [0b00011000, 0, 0, 0]],
])("%d bits are places in the palette", (depth, row) => {
  expect(pixels(bmp({ width: 3, height: 1, depth, between: palette }, row))).toEqual([
    ...red,
    ...green,
    ...blue,
  ]);
});

test("16 bits are five for each colour, or as the file's masks say", () => {
  const plain = bmp({ width: 2, height: 1, depth: 16 }, [0x00, 0x7c, 0x1f, 0x00]);
  expect(pixels(plain)).toEqual([...red, ...blue]);
  const masks = [0x00, 0xf8, 0, 0, 0xe0, 0x07, 0, 0, 0x1f, 0, 0, 0];
  const own = bmp(
    { width: 2, height: 1, depth: 16, compression: 3, between: masks },
    [0x00, 0xf8, 0xe0, 0x07],
  );
  expect(pixels(own)).toEqual([...red, ...green]);
});

test("32 bits: the fourth byte counts only where the file says that it is alpha", () => {
  expect(pixels(bmp({ width: 1, height: 1, depth: 32 }, [0, 0, 255, 0]))).toEqual(red);
  const file = bmp({ width: 1, height: 1, depth: 32, compression: 3, headerBytes: 108 }, [0, 0, 255, 51]);
  for (const [index, mask] of [0xff0000, 0xff00, 0xff, 0xff000000].entries())
    file.writeUInt32LE(mask, 54 + index * 4);
  expect(pixels(file)).toEqual([255, 0, 0, 51]);
});

test("run lengths: repeats, values as they are, ends of rows and moves", () => {
  const nothing = [0, 0, 0, 0];
  const eight = bmp(
    { width: 4, height: 2, depth: 8, compression: 1, between: palette },
    [2, 0, 0, 0, 0, 3, 1, 2, 0, 0, 0, 1],
  );
  expect(pixels(eight)).toEqual([
    ...green,
    ...blue,
    ...red,
    ...nothing,
    ...red,
    ...red,
    ...nothing,
    ...nothing,
  ]);
  const four = bmp(
    { width: 5, height: 1, depth: 4, compression: 2, between: palette },
    [3, 0x01, 0, 2, 1, 0, 1, 0x20, 0, 1],
  );
  expect(pixels(four)).toEqual([...red, ...green, ...red, ...nothing, ...blue]);
});

test("one that is cut off, or of no known kind, is refused", () => {
  const whole = bmp({ width: 4, height: 4, depth: 24 }, Array<number>(48).fill(0));
  expect(() => decodeBmp(whole.subarray(0, 90))).toThrow(RangeError);
  expect(() => decodeBmp(bmp({ width: 1, height: 1, depth: 24, compression: 4 }, [0, 0, 0, 0]))).toThrow(
    RangeError,
  );
  expect(() => decodeBmp(bmp({ width: 4, height: 2, depth: 8, compression: 1 }, [4, 0]))).toThrow(RangeError);
});
