import type { Pixels } from "../../../shared/qr-reader/pixels.ts";
import { blank, type Colour, fillDisc, fillRect } from "./canvas.ts";
import type { Seeded } from "./seeded.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Rows of glyph-like strokes: like Chinese text, full of short edges in both directions. */
export function drawText(on: Pixels, box: Box, height: number, colour: Colour, random: Seeded): void {
  const stroke = Math.max(1, Math.round(height / 11));
  for (let y = box.y; y + height <= box.y + box.height; y += Math.round(height * 1.5)) {
    const end = box.x + box.width * random.between(0.4, 1);
    for (let x = box.x; x + height <= end; x += Math.round(height * 1.12)) {
      if (random.chance(0.1)) continue;
      for (let count = random.whole(3, 7); count > 0; count--) {
        const at = random.whole(0, height - stroke);
        const from = random.whole(0, Math.floor(height / 2));
        const length = random.whole(Math.floor(height / 4), height - from);
        if (random.chance(0.5)) fillRect(on, x + from, y + at, length, stroke, colour);
        else fillRect(on, x + at, y + from, stroke, length, colour);
      }
    }
  }
}

/** A chat window (or several) with bubbles, avatars and text, and free places where codes may go. */
export function drawChat(width: number, height: number, isDark: boolean, random: Seeded): Pixels {
  const image = blank(width, height, isDark ? [17, 17, 19] : [245, 245, 245]);
  const windows = width > 1500 ? random.whole(1, 3) : 1;
  const span = Math.floor(width / windows);
  for (let window = 0; window < windows; window++) {
    drawWindow(image, { x: window * span, y: 0, width: span, height }, isDark, random);
  }
  return image;
}

function drawWindow(on: Pixels, box: Box, isDark: boolean, random: Seeded): void {
  const size = random.whole(14, Math.max(16, Math.round(on.height / 90)));
  const ink: Colour = isDark ? [220, 220, 222] : [25, 25, 25];
  const bar: Colour = isDark ? [32, 32, 35] : [232, 232, 232];
  fillRect(on, box.x, box.y, box.width, size * 3, bar);
  fillRect(on, box.x, box.y, 2, box.height, bar);
  drawText(on, { x: box.x + size, y: box.y + size, width: size * 14, height: size }, size, ink, random);
  let y = box.y + size * 4;
  while (y < box.y + box.height) {
    const isOwn = random.chance(0.4);
    const width = Math.min(box.width - size * 8, random.whole(size * 6, size * 34));
    const height = size * (1 + 1.5 * random.whole(0, 4)) + size;
    const x = isOwn ? box.x + box.width - width - size * 4 : box.x + size * 4;
    const bubble: Colour = isOwn
      ? isDark
        ? [38, 107, 66]
        : [149, 236, 105]
      : isDark
        ? [44, 44, 48]
        : [255, 255, 255];
    fillRect(on, x, y, width, height, bubble);
    const text = { x: x + size / 2, y: y + size / 2, width: width - size, height: height - size / 2 };
    drawText(on, text, size, ink, random);
    const face: Colour = [random.whole(40, 220), random.whole(40, 220), random.whole(40, 220)];
    const faceX = isOwn ? box.x + box.width - size * 3.2 : box.x + size * 0.8;
    fillRect(on, faceX, y, size * 2.4, size * 2.4, face);
    fillDisc(on, faceX + size * 1.2, y + size * 1.2, size * 0.7, ink);
    y += height + size * random.between(0.8, 2.5);
  }
}

/** Blotches of colour over each other, as a photo out of focus. */
export function drawPhoto(width: number, height: number, random: Seeded, blobs = 40): Pixels {
  const shade = () => random.whole(40, 225);
  const image = blank(width, height, [shade(), shade(), shade()]);
  for (let count = 0; count < blobs; count++) {
    const colour: Colour = [shade(), shade(), shade()];
    const [x, y] = [random.between(0, width), random.between(0, height)];
    const size = random.between(0.02, 0.25) * Math.min(width, height);
    if (random.chance(0.5)) fillDisc(image, x, y, size, colour);
    else fillRect(image, x, y, size * random.between(0.3, 3), size, colour);
  }
  return image;
}
