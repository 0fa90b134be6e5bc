import { crop, type Grey, reduced } from "./grey.ts";
import { fromSquare, planeOf } from "./homography.ts";
import { boxAround, type Corners, type Point } from "./pixels.ts";

/** A part of a picture turned upright, and the way back to the picture's own coordinates. */
export interface Straight {
  readonly image: Grey;
  place(point: Point): Point;
}

/**
 * The square between four corners, `side` pixels wide, with `margin` (a share of it) around. What is reduced is
 * averaged first, so that nothing gets lost between the samples.
 */
export function straightened(image: Grey, corners: Corners, side: number, margin: number): Straight {
  const span = Math.max(...corners.map((corner, at) => distance(corner, corners[(at + 1) % 4] ?? corner)));
  const factor = Math.floor(span / side);
  const toPicture = fromSquare(corners);
  const place = ({ x, y }: Point) => toPicture(x / side - margin, y / side - margin);
  if (factor < 2) return { image: sampled(image, corners, side, margin), place };
  const box = boxAround(corners);
  const reach = Math.max(box.width, box.height) * margin * 1.2;
  const around = {
    x: box.x - reach,
    y: box.y - reach,
    width: box.width + 2 * reach,
    height: box.height + 2 * reach,
  };
  const { part, x, y } = crop(image, around);
  const [one, two, three, four] = corners;
  const small = (corner: Point) => ({ x: (corner.x - x) / factor, y: (corner.y - y) / factor });
  const inside: Corners = [small(one), small(two), small(three), small(four)];
  return { image: sampled(reduced(part, factor), inside, side, margin), place };
}

export function distance(one: Point, two: Point): number {
  return Math.hypot(one.x - two.x, one.y - two.y);
}

/** Between four pixels, or smoother between sixteen where modules get larger; what lies outside repeats the edge. */
function sampled(image: Grey, corners: Corners, side: number, margin: number): Grey {
  const size = Math.max(1, Math.round(side * (1 + 2 * margin)));
  const data = new Uint8Array(size * size);
  const { across, down, base } = planeOf(corners);
  const isLarger = distance(corners[0], corners[1]) < side;
  const pick = isLarger ? cubic : linear;
  for (let row = 0, to = 0; row < size; row++) {
    const v = (row + 0.5) / side - margin;
    const u = 0.5 / side - margin;
    let x = across.x * u + down.x * v + base.x;
    let y = across.y * u + down.y * v + base.y;
    let depth = across.depth * u + down.depth * v + 1;
    for (let column = 0; column < size; column++, to++) {
      data[to] = pick(image, x / depth - 0.5, y / depth - 0.5);
      x += across.x / side;
      y += across.y / side;
      depth += across.depth / side;
    }
  }
  return { width: size, height: size, data };
}

function linear({ width, height, data }: Grey, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [s, t] = [x - left, y - top];
  const [x0, x1] = [clamped(left, width), clamped(left + 1, width)];
  const [y0, y1] = [clamped(top, height) * width, clamped(top + 1, height) * width];
  const upper = (data[y0 + x0] ?? 0) * (1 - s) + (data[y0 + x1] ?? 0) * s;
  const lower = (data[y1 + x0] ?? 0) * (1 - s) + (data[y1 + x1] ?? 0) * s;
  return upper * (1 - t) + lower * t;
}

/** Catmull-Rom. */
function cubic({ width, height, data }: Grey, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const sharesX = ((x - left) * fractions) << 2;
  const sharesY = ((y - top) * fractions) << 2;
  let sum = 0;
  for (let down = 0; down < 4; down++) {
    const line = clamped(top + down - 1, height) * width;
    let part = 0;
    for (let across = 0; across < 4; across++) {
      part += (data[line + clamped(left + across - 1, width)] ?? 0) * (shares[sharesX + across] ?? 0);
    }
    sum += part * (shares[sharesY + down] ?? 0);
  }
  return Math.min(255, Math.max(0, sum));
}

function clamped(at: number, length: number): number {
  return at < 0 ? 0 : at >= length ? length - 1 : at;
}

const fractions = 64;
/** Four weights for each fraction of a pixel. */
const shares = Float32Array.from({ length: fractions * 4 }, (_, at) => {
  const d = Math.abs(Math.floor(at / 4) / fractions + 1 - (at % 4));
  return d < 1 ? 1 + d * d * (1.5 * d - 2.5) : 2 + d * (-4 + d * (2.5 - 0.5 * d));
});
