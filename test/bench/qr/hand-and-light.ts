import type { Corners, Pixels } from "../../../shared/qr-reader/pixels.ts";
import { blank } from "./canvas.ts";
import type { Seeded } from "./seeded.ts";

/** A wave as wide as two codes of `side` pixels. */
interface Bend {
  readonly side: number;
  /** How far it shifts, in pixels. */
  readonly reach: number;
  /** Where it begins, in radians. */
  readonly phase?: number;
  /** Shifts columns up and down, rather than rows to the sides. */
  readonly isDown?: boolean;
}

/** Paper round a bottle. */
export function bent(image: Pixels, { side, reach, phase = 0, isDown = true }: Bend): Pixels {
  const { width, height } = image;
  const result = blank(width, height, [128, 128, 128]);
  const [from, to] = [new Uint32Array(image.data.buffer), new Uint32Array(result.data.buffer)];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shift = Math.round(reach * Math.sin(((isDown ? x : y) / side) * Math.PI + phase));
      const column = isDown ? x : Math.min(width - 1, Math.max(0, x + shift));
      const row = isDown ? Math.min(height - 1, Math.max(0, y + shift)) : y;
      to[y * width + x] = from[row * width + column] ?? 0;
    }
  }
  return result;
}

/** Half of the picture lies in the shadow of something with an edge. */
export function shadow(image: Pixels, random: Seeded): void {
  const { width, height } = image;
  const angle = random.between(0, 2 * Math.PI);
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
  const [px, py] = [width * random.between(0.25, 0.75), height * random.between(0.25, 0.75)];
  const [depth, soft] = [random.between(0.15, 0.6), random.between(1, 40)];
  shaded(image, (x, y) => {
    const across = ((x - px) * nx + (y - py) * ny) / soft;
    const share = Math.min(1, Math.max(0, across + 0.5));
    return 1 - share * (1 - depth);
  });
}

/** A lamp mirrored on the code: white in the middle, fading outwards. */
export function glare(image: Pixels, corners: Corners, random: Seeded): void {
  const [one, , three] = corners;
  const share = random.between(0.15, 0.85);
  const [px, py] = [one.x + (three.x - one.x) * share, one.y + (three.y - one.y) * share];
  const radius = Math.hypot(three.x - one.x, three.y - one.y) * random.between(0.06, 0.3);
  const strength = random.between(80, 320);
  const { data, width, height } = image;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const light = strength * Math.exp(-((x - px) ** 2 + (y - py) ** 2) / (2 * radius ** 2));
      for (let channel = 0; channel < 3; channel++) data[at + channel] = (data[at + channel] ?? 0) + light;
    }
  }
}

/** The lines of a screen against those of the camera. */
export function stripes(image: Pixels, random: Seeded): void {
  const angle = random.between(0, Math.PI);
  const wave = (2 * Math.PI) / random.between(2.1, 14);
  const depth = random.between(0.05, 0.3);
  const [kx, ky] = [Math.cos(angle) * wave, Math.sin(angle) * wave];
  shaded(image, (x, y) => 1 - depth * (1 + Math.sin(x * kx + y * ky)));
}

/** Shaken along a line while the shutter was open: `length` in pixels, `angle` in radians. */
export function moved(image: Pixels, length: number, angle: number): Pixels {
  const { width, height, data } = image;
  const steps = Math.max(2, Math.ceil(length * 1.5));
  const result = blank(width, height, [0, 0, 0]);
  const offsets = Array.from({ length: steps }, (_, step) => {
    const share = step / (steps - 1) - 0.5;
    return [
      Math.round(Math.cos(angle) * length * share),
      Math.round(Math.sin(angle) * length * share),
    ] as const;
  });
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      let [red, green, blue] = [0, 0, 0];
      for (const [dx, dy] of offsets) {
        const column = Math.min(width - 1, Math.max(0, x + dx));
        const from = (Math.min(height - 1, Math.max(0, y + dy)) * width + column) * 4;
        red += data[from] ?? 0;
        green += data[from + 1] ?? 0;
        blue += data[from + 2] ?? 0;
      }
      result.data[at] = red / steps;
      result.data[at + 1] = green / steps;
      result.data[at + 2] = blue / steps;
    }
  }
  return result;
}

function shaded({ data, width, height }: Pixels, light: (x: number, y: number) => number): void {
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const share = light(x, y);
      for (let channel = 0; channel < 3; channel++) data[at + channel] = (data[at + channel] ?? 0) * share;
    }
  }
}
