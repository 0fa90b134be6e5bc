import type { Colour } from "./canvas.ts";
import { groupText, type Level, matrixOf } from "./code-matrix.ts";
import { damaged } from "./damage.ts";
import { type CodeStyle, paintCode, plainStyle, squareAt } from "./paint-code.ts";
import { type Box, drawChat } from "./scenes.ts";
import { type Seeded, seeded } from "./seeded.ts";
import { freePlace, type Picture } from "./set-of-pictures.ts";

const screens = [
  [1920, 1080],
  [1080, 1920],
  [2560, 1440],
  [3840, 2160],
] as const;

/** Chats on screens up to 4K, with one to three codes of 60 to 400 pixels in every common style. */
export async function* screenshots(which: "4K" | "smaller", count = 120): AsyncGenerator<Picture> {
  for (let index = 0; index < count; index++) {
    if ((index % screens.length === 3) !== (which === "4K")) continue;
    const random = seeded(1000 + index);
    const [width, height] = screens[index % screens.length] ?? screens[0];
    const image = drawChat(width, height, random.chance(0.5), random);
    const texts: string[] = [];
    const taken: Box[] = [];
    for (let left = codesOn(index); left > 0; left--) {
      const text = groupText(random);
      const style = screenStyle(random);
      const level: Level = style.logo > 0 ? "H" : random.pick(["L", "M", "Q"]);
      const matrix = await matrixOf(text, level, random.pick(["qrcode", "qr", "zxing"]));
      const least = Math.max(60, (matrix.size + 2 * style.quiet) * (style.shape === "square" ? 2 : 3.5));
      const side = random.whole(Math.ceil(least), Math.max(Math.ceil(least), 400));
      const degrees = random.chance(0.15) ? random.between(-8, 8) : 0;
      const place = freePlace(width, height, Math.ceil(side * 1.12), taken, random);
      if (place === null) throw new Error("a screen has room for three codes");
      paintCode(image, matrix, style, squareAt(place.x, place.y, side, degrees));
      texts.push(text);
    }
    const jpeg = random.chance(0.3) ? { jpeg: random.whole(55, 90) } : {};
    yield { kind: `${width}×${height}`, image: await damaged(image, jpeg, random), texts };
  }
}

/** The same, small and blurred: photographs of screens, thumbnails, forwarded forwards. */
export async function* hardScreenshots(count = 60): AsyncGenerator<Picture> {
  for (let index = 0; index < count; index++) {
    const random = seeded(5000 + index);
    const [width, height] = screens[index % 3] ?? screens[0];
    const image = drawChat(width, height, random.chance(0.5), random);
    const texts: string[] = [];
    const taken: Box[] = [];
    const pitch = random.between(1.45, 2.6);
    for (let left = codesOn(index); left > 0; left--) {
      const text = groupText(random);
      const matrix = await matrixOf(text, random.pick(["L", "M", "M", "Q"]), random.pick(["qrcode", "qr"]));
      const side = Math.max(60, Math.round((matrix.size + 8) * pitch));
      const place = freePlace(width, height, Math.ceil(side * 1.1), taken, random);
      if (place === null) throw new Error("a screen has room for three codes");
      const degrees = random.chance(0.3) ? random.between(-6, 6) : 0;
      paintCode(image, matrix, plainStyle, squareAt(place.x, place.y, side, degrees));
      texts.push(text);
    }
    const damage = {
      blur: pitch * random.between(0.25, 0.55),
      jpeg: random.whole(40, 85),
      noise: random.between(0, 5),
    };
    yield { kind: "small", image: await damaged(image, damage, random), texts };
  }
}

/** 27 codes on 20 pictures: 15 with one, 3 with two, 2 with three. */
function codesOn(index: number): number {
  const place = (index + Math.floor(index / 20)) % 20;
  return place % 10 === 9 ? 3 : place % 7 === 5 || place === 2 ? 2 : 1;
}

function screenStyle(random: Seeded): CodeStyle {
  const isInverted = random.chance(0.15);
  const dark = random.chance(0.3) ? tint(random, 10, 110) : ([0, 0, 0] as const);
  const light = random.chance(0.2) ? tint(random, 215, 255) : ([255, 255, 255] as const);
  return {
    dark: isInverted ? light : dark,
    light: isInverted ? dark : light,
    shape: random.pick(["square", "square", "square", "dot", "round"]),
    quiet: random.pick([4, 4, 2, 1]),
    logo: random.chance(0.2) ? random.between(0.14, 0.22) : 0,
    samples: random.pick([1, 3]),
  };
}

function tint(random: Seeded, low: number, high: number): Colour {
  return [random.whole(low, high), random.whole(low, high), random.whole(low, high)];
}
