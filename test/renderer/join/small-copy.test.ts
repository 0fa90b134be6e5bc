import { expect, test } from "vitest";
import { reducedTo } from "../../../renderer/features/join/reader/small-copy.ts";
import type { Pixels } from "../../../shared/qr-reader/pixels.ts";

function picture(width: number, height: number, redAt: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at++) data[at * 4] = redAt(at % width, Math.floor(at / width));
  return { width, height, data };
}

test("a picture keeps its proportions and is never thinner than a pixel", () => {
  const size = (width: number, height: number) => {
    const { data, ...rest } = reducedTo(
      640,
      picture(width, height, () => 0),
    );
    expect(data).toHaveLength(rest.width * rest.height * 4);
    return rest;
  };
  expect(size(1920, 1080)).toEqual({ width: 640, height: 360 });
  expect(size(1000, 3000)).toEqual({ width: 213, height: 640 });
  expect(size(5000, 2)).toEqual({ width: 640, height: 1 });
});

test("a small picture stays as it is", () => {
  const small = picture(640, 3, () => 9);
  expect(reducedTo(640, small)).toBe(small);
});

test("a pixel of the copy is the mean of those it stands for, edges included", () => {
  const stripes = picture(12, 12, (x) => (x % 2 === 0 ? 0 : 200));
  expect([...reducedTo(6, stripes).data].filter((_, at) => at % 4 === 0)).toEqual(Array(36).fill(100));
  const halves = picture(90, 30, (x) => (x < 45 ? 40 : 240));
  const { data, width } = reducedTo(6, halves);
  expect([0, 1, 2, 3, 4, 5].map((x) => data[(width + x) * 4])).toEqual([40, 40, 40, 240, 240, 240]);
});
