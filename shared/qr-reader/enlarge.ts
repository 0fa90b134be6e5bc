import type { Grey } from "./grey.ts";

/** Enlarges smoothly (Catmull-Rom), which keeps edges where they were: small modules become readable. */
export function enlarged(image: Grey, scale: number): Grey {
  const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
  const across = tapsFor(image.width, width, scale);
  const down = tapsFor(image.height, height, scale);
  const wide = new Float32Array(width * image.height);
  for (let row = 0; row < image.height; row++) {
    const from = row * image.width;
    for (let column = 0, tap = 0; column < width; column++, tap += 4) {
      let sum = 0;
      for (let k = tap; k < tap + 4; k++) {
        sum += (image.data[from + (across.places[k] ?? 0)] ?? 0) * (across.weights[k] ?? 0);
      }
      wide[row * width + column] = sum;
    }
  }
  const data = new Uint8ClampedArray(width * height);
  for (let row = 0; row < height; row++) {
    const [a, b, c, d] = [0, 1, 2, 3].map((k) => (down.places[row * 4 + k] ?? 0) * width);
    const [p, q, r, s] = [0, 1, 2, 3].map((k) => down.weights[row * 4 + k] ?? 0);
    if (a === undefined || b === undefined || c === undefined || d === undefined) break;
    if (p === undefined || q === undefined || r === undefined || s === undefined) break;
    for (let column = 0, to = row * width; column < width; column++, to++) {
      data[to] =
        (wide[a + column] ?? 0) * p +
        (wide[b + column] ?? 0) * q +
        (wide[c + column] ?? 0) * r +
        (wide[d + column] ?? 0) * s;
    }
  }
  return { width, height, data: new Uint8Array(data.buffer) };
}

/** Four source places and their weights for each target place; the edge repeats. */
function tapsFor(from: number, to: number, scale: number) {
  const places = new Int32Array(to * 4);
  const weights = new Float32Array(to * 4);
  for (let target = 0; target < to; target++) {
    const source = (target + 0.5) / scale - 0.5;
    const base = Math.floor(source);
    const t = source - base;
    const share = [
      -0.5 * t + t * t - 0.5 * t * t * t,
      1 - 2.5 * t * t + 1.5 * t * t * t,
      0.5 * t + 2 * t * t - 1.5 * t * t * t,
      -0.5 * t * t + 0.5 * t * t * t,
    ];
    for (let k = 0; k < 4; k++) {
      places[target * 4 + k] = Math.min(from - 1, Math.max(0, base - 1 + k));
      weights[target * 4 + k] = share[k] ?? 0;
    }
  }
  return { places, weights };
}
