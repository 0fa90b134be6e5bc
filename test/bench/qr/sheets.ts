import { fromSquare } from "../../../shared/qr-reader/homography.ts";
import type { Corners, Pixels } from "../../../shared/qr-reader/pixels.ts";
import { groupText, type Level, matrixOf } from "./code-matrix.ts";
import { damaged } from "./damage.ts";
import { shadow } from "./hand-and-light.ts";
import { paintCode, plainStyle } from "./paint-code.ts";
import { drawPhoto } from "./scenes.ts";
import { type Seeded, seeded } from "./seeded.ts";
import type { Picture } from "./set-of-pictures.ts";

const sizes = [
  [1600, 1200],
  [2400, 1800],
  [3200, 2400],
] as const;

/** Sheets of labels, photographed from the side: 12 to 80 codes close together, half of the sheets turned any way. */
export async function* sheetsOfCodes(count = 12): AsyncGenerator<Picture> {
  for (let index = 0; index < count; index++) {
    const random = seeded(45000 + index);
    const [width, height] = random.pick<(typeof sizes)[number]>(sizes);
    const image = drawPhoto(width, height, random);
    const texts = await drawSheet(image, random);
    if (random.chance(0.3)) shadow(image, random);
    const damage = {
      blur: random.between(0.4, 1.6),
      shade: random.between(0.35, 0.9),
      noise: random.between(2, 12),
      jpeg: 80,
    };
    yield { kind: `${texts.length} codes`, image: await damaged(image, damage, random), texts };
  }
}

async function drawSheet(image: Pixels, random: Seeded): Promise<string[]> {
  const { width, height } = image;
  const stray = () => random.between(0, 0.12 * height);
  const at = fromSquare([
    { x: stray(), y: stray() },
    { x: width - stray(), y: stray() },
    { x: width - stray(), y: height - stray() },
    { x: stray(), y: height - stray() },
  ]);
  const columns = random.whole(4, 10);
  const rows = Math.round(columns * 0.8);
  const level = random.pick<Level>(["L", "M", "Q"]);
  const [length, gap, isTurned] = [random.pick([4, 10, 30]), random.pick([0, 0.06, 0.2]), random.chance(0.5)];
  const texts = Array.from({ length: columns * rows }, () => groupText(random, length));
  for (const [index, text] of texts.entries()) {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const [left, right] = [(column + gap / 2) / columns, (column + 1 - gap / 2) / columns];
    const [top, bottom] = [(row + gap / 2) / rows, (row + 1 - gap / 2) / rows];
    const corners: Corners = [at(left, top), at(right, top), at(right, bottom), at(left, bottom)];
    const style = { ...plainStyle, light: [235, 232, 225], dark: [25, 22, 20], samples: 2 } as const;
    const turns = isTurned ? random.whole(0, 3) : 0;
    const quiet = random.pick([2, 4]);
    paintCode(image, await matrixOf(text, level), { ...style, quiet }, turned(corners, turns));
  }
  return texts;
}

/** By quarters. */
function turned(corners: Corners, turns: number): Corners {
  const [one, two, three, four] = corners;
  return turns === 0 ? corners : turned([two, three, four, one], turns - 1);
}
