import { groupText, matrixOf } from "./code-matrix.ts";
import { damaged } from "./damage.ts";
import { paintCode, plainStyle, squareAt } from "./paint-code.ts";
import { type Box, drawPhoto } from "./scenes.ts";
import { type Seeded, seeded } from "./seeded.ts";
import { freePlace, type Picture } from "./set-of-pictures.ts";

/** Shelves, posters, sheets of stickers: many codes in one photo, seen from the side, unevenly lit. */
export async function* crowdedPhotos(count = 30): AsyncGenerator<Picture> {
  for (let index = 0; index < count; index++) {
    const random = seeded(9000 + index);
    yield photo("crowded", 1600, 1200, random.whole(2, 9), random.between(110, 260), random);
  }
}

/** What a phone's camera gives: 12 megapixels, and once 50. */
export async function* largePhotos(count = 8): AsyncGenerator<Picture> {
  for (let index = 0; index < count; index++) {
    const random = seeded(12000 + index);
    const isHuge = index === count - 1;
    const [width, height] = isHuge ? [8192, 6144] : [4000, 3000];
    yield photo(
      isHuge ? "50 MP" : "12 MP",
      width,
      height,
      (index % 3) + 1,
      random.between(300, 1400),
      random,
    );
  }
}

async function photo(
  kind: string,
  width: number,
  height: number,
  codes: number,
  side: number,
  random: Seeded,
): Promise<Picture> {
  const image = drawPhoto(width, height, random);
  const texts: string[] = [];
  const taken: Box[] = [];
  for (let left = codes; left > 0; left--) {
    const text = groupText(random, random.whole(4, 60));
    const own = side * random.between(0.75, 1.25);
    const place = freePlace(width, height, Math.ceil(own * 1.6), taken, random);
    if (place === null) break;
    const stray = own * random.between(0, 0.1);
    const corners = squareAt(place.x + own * 0.3, place.y + own * 0.3, own, random.between(-30, 30)).map(
      ({ x, y }) => ({
        x: x + random.between(-stray, stray),
        y: y + random.between(-stray, stray),
      }),
    );
    const [one, two, three, four] = corners;
    if (!one || !two || !three || !four) throw new Error("a square has four corners");
    const matrix = await matrixOf(text, random.pick(["L", "M", "Q"]));
    paintCode(image, matrix, { ...plainStyle, light: [235, 232, 225], dark: [25, 22, 20], samples: 2 }, [
      one,
      two,
      three,
      four,
    ]);
    texts.push(text);
  }
  const damage = {
    blur: random.between(0.5, 1.8),
    shade: random.between(0.35, 0.9),
    noise: random.between(2, 14),
    jpeg: 80,
  };
  return { kind, image: await damaged(image, damage, random), texts };
}
