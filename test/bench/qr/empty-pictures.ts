import type { Pixels } from "../../../shared/qr-reader/pixels.ts";
import { blank, fillDisc, fillRect } from "./canvas.ts";
import { damaged } from "./damage.ts";
import { paintCode, plainStyle, squareAt } from "./paint-code.ts";
import { drawChat, drawPhoto, drawText } from "./scenes.ts";
import { type Seeded, seeded } from "./seeded.ts";
import type { Picture } from "./set-of-pictures.ts";

/** Nothing to read: chats, dense text, maps, photos, stripes, moiré, lone finder patterns. */
export async function* emptyPictures(count = 56): AsyncGenerator<Picture> {
  const draws = [emptyChat, denseText, emptyPhoto, stripes, moire, loneFinders, randomModules] as const;
  for (let index = 0; index < count; index++) {
    const random = seeded(30000 + index);
    const draw = draws[index % draws.length] ?? emptyChat;
    const image = draw(random);
    yield {
      kind: draw.name,
      image: await damaged(image, random.chance(0.5) ? { jpeg: 60 } : {}, random),
      texts: [],
    };
  }
}

function emptyChat(random: Seeded): Pixels {
  return random.chance(0.3)
    ? drawChat(3840, 2160, random.chance(0.5), random)
    : drawChat(1920, 1080, random.chance(0.5), random);
}

function denseText(random: Seeded): Pixels {
  const image = blank(1600, 1200, [250, 250, 250]);
  drawText(image, { x: 10, y: 10, width: 1580, height: 1180 }, random.whole(10, 30), [15, 15, 15], random);
  return image;
}

function emptyPhoto(random: Seeded): Pixels {
  return random.chance(0.2) ? drawPhoto(4000, 3000, random, 400) : drawPhoto(1600, 1200, random, 600);
}

function stripes(random: Seeded): Pixels {
  const image = blank(1200, 900, [255, 255, 255]);
  for (let code = 0; code < 12; code++) {
    const [left, top] = [random.whole(10, 800), random.whole(10, 800)];
    for (let x = 0; x < 300; x += random.whole(2, 9))
      fillRect(image, left + x, top, random.whole(1, 5), 80, [0, 0, 0]);
  }
  return image;
}

function moire(random: Seeded): Pixels {
  const image = blank(1000, 800, [0, 0, 0]);
  const [a, b] = [random.between(0.05, 0.9), random.between(0.05, 0.9)];
  for (let y = 0; y < 800; y++) {
    for (let x = 0; x < 1000; x++) {
      const value = 128 + 60 * Math.sin(x * a + y * 0.1) + 60 * Math.sin(y * b - x * 0.07);
      image.data.fill(value, (y * 1000 + x) * 4, (y * 1000 + x) * 4 + 3);
    }
  }
  return image;
}

function loneFinders(random: Seeded): Pixels {
  const image = blank(1200, 900, [255, 255, 255]);
  for (let count = 0; count < 40; count++) {
    const pitch = random.whole(2, 12);
    const [x, y] = [random.whole(0, 1100), random.whole(0, 800)];
    const draw = random.chance(0.5);
    for (const [inset, shade] of [
      [0, 0],
      [1, 255],
      [2, 0],
    ] as const) {
      const side = (7 - 2 * inset) * pitch;
      if (draw) fillRect(image, x + inset * pitch, y + inset * pitch, side, side, [shade, shade, shade]);
      else fillDisc(image, x + 3.5 * pitch, y + 3.5 * pitch, side / 2, [shade, shade, shade]);
    }
  }
  return image;
}

/** Real finder patterns around chance modules: what a reader would have to guess. */
function randomModules(random: Seeded): Pixels {
  const size = 17 + 4 * random.whole(1, 6);
  const dark = Array.from({ length: size * size }, (_, at) => {
    const [x, y] = [at % size, Math.floor(at / size)];
    const corner = [
      [3, 3],
      [size - 4, 3],
      [3, size - 4],
    ].find(([cx = 0, cy = 0]) => Math.max(Math.abs(x - cx), Math.abs(y - cy)) <= 4);
    if (corner === undefined) return x === 6 ? y % 2 === 0 : y === 6 ? x % 2 === 0 : random.chance(0.5);
    const ring = Math.max(Math.abs(x - (corner[0] ?? 0)), Math.abs(y - (corner[1] ?? 0)));
    return ring !== 2 && ring !== 4;
  });
  const image = drawPhoto(800, 600, random);
  paintCode(image, { text: "", size, dark }, plainStyle, squareAt(150, 60, 440, random.between(-5, 5)));
  return image;
}
