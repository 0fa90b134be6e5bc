import type { Corners, Pixels } from "../../../shared/qr-reader/pixels.ts";
import { blank } from "./canvas.ts";
import { groupText, type Level, legacyMatrix, type Matrix, matrixOf } from "./code-matrix.ts";
import { type Damage, damaged } from "./damage.ts";
import { bent } from "./hand-and-light.ts";
import { type CodeStyle, paintCode, plainStyle, squareAt } from "./paint-code.ts";
import { drawPhoto, drawText } from "./scenes.ts";
import { type Seeded, seeded } from "./seeded.ts";
import type { Picture } from "./set-of-pictures.ts";

interface Recipe {
  readonly level?: Level;
  readonly style?: Partial<CodeStyle>;
  readonly damage?: Damage;
  readonly degrees?: number;
  /** How far each corner strays, as a share of the side. */
  readonly perspective?: number;
  readonly isMirrored?: boolean;
  readonly length?: number;
  /** Of the picture's shorter side; 1 fills it. */
  readonly share?: number;
  readonly text?: string;
  readonly encoding?: "gbk" | "shift_jis";
  readonly ground?: "photo" | "white" | "text";
  /** How far lines bend, as a share of the side: paper round a bottle. */
  readonly bend?: number;
}

type Kinds = Readonly<Record<string, (random: Seeded, step: number) => Recipe>>;

/** `step` runs from 0 (mild) to 1 (severe). */
const kinds: Kinds = {
  turned: (r) => ({ degrees: r.between(0, 360) }),
  perspective: (r, s) => ({ perspective: 0.05 + 0.2 * s, degrees: r.between(-20, 20) }),
  mirrored: (r) => ({ isMirrored: true, degrees: r.pick([0, 90, 17]) }),
  inverted: (r, s) => ({
    style: { dark: [250, 250, 250], light: [20, 20, 20] },
    degrees: r.between(-9, 9),
    damage: { blur: 2 * s },
  }),
  "no quiet zone, whole image": (r) => ({
    style: { quiet: 0, samples: 1 },
    share: 1,
    ground: "white",
    length: r.whole(4, 90),
  }),
  "no quiet zone, on a photo": () => ({ style: { quiet: 0 } }),
  "one pixel a module": (r) => ({ style: { quiet: r.pick([0, 4]), samples: 1 }, share: -1, ground: "white" }),
  "two pixels a module": (r) => ({
    style: { quiet: r.pick([1, 4]), samples: 1 },
    share: -2,
    ground: "white",
    length: r.whole(10, 150),
  }),
  huge: (_, s) => ({ share: 0.9, length: 1, damage: { noise: 20 * s, scale: 3 } }),
  dots: (_, s) => ({ style: { shape: "dot" }, damage: { blur: 1.5 * s } }),
  rounded: (_, s) => ({ style: { shape: "round" }, damage: { blur: 2 * s } }),
  logo: (_, s) => ({ level: "H", style: { logo: 0.15 + 0.13 * s } }),
  "logo, level Q": (_, s) => ({ level: "Q", style: { logo: 0.12 + 0.1 * s } }),
  "red on green": (r, s) => ({
    style: { dark: [200, 30, 30], light: [30, 140 - 50 * s, 30] },
    degrees: r.between(-5, 5),
  }),
  "blue on black": (_, s) => ({ style: { dark: [0, 0, 0], light: [40, 40, 250 - 100 * s] } }),
  "low contrast": (r, s) => ({ damage: { contrast: 0.3 - 0.25 * s, middle: r.whole(60, 200), noise: 1.5 } }),
  "low light": (_, s) => ({ damage: { contrast: 0.2 - 0.14 * s, middle: 12, noise: 2.5, blur: 1 } }),
  "falling light": (_, s) => ({ damage: { shade: 0.3 - 0.25 * s, noise: 3 }, share: 0.8 }),
  noise: (_, s) => ({ damage: { noise: 20 + 90 * s } }),
  blur: (_, s) => ({ damage: { blur: 1.5 + 3.2 * s } }),
  "blur and noise": (r, s) => ({ degrees: r.between(-9, 9), damage: { blur: 1 + 2.5 * s, noise: 10 } }),
  jpeg: (_, s) => ({ damage: { jpeg: Math.round(25 - 22 * s), scale: 0.6 } }),
  reduced: (_, s) => ({ share: 0.7, damage: { scale: 0.55 - 0.26 * s } }),
  covered: (r, s) => ({
    level: "Q",
    style: { spots: [{ x: r.between(0.3, 1), y: r.between(0.3, 1), radius: 0.08 + 0.09 * s }] },
  }),
  "covered finder": (r, s) => ({
    level: "H",
    style: { spots: [{ x: 0.02, y: r.between(0.02, 0.1), radius: 0.03 + 0.06 * s }] },
  }),
  bent: (_, s) => ({ bend: 0.03 + 0.09 * s, share: 0.8 }),
  "bent in perspective": (r, s) => ({ bend: 0.02 + 0.05 * s, perspective: 0.1, degrees: r.between(-9, 9) }),
  "between text": () => ({ ground: "text", style: { quiet: 1 } }),
  "large version": (_, s) => ({ length: Math.round(150 + 500 * s), share: 0.95, damage: { blur: 0.6 } }),
  "large version in perspective": (_, s) => ({
    length: Math.round(100 + 200 * s),
    share: 0.95,
    perspective: 0.08,
    damage: { blur: 0.7 },
  }),
  "UTF-8": (r) => ({ text: `群主：欢迎加入「象棋」群 ${r.whole(1, 9999)} ♟️` }),
  GBK: (r) => ({ text: `欢迎加入象棋爱好者交流群 ${r.whole(1, 9999)}`, encoding: "gbk" }),
  Shift_JIS: (r) => ({ text: `将棋クラブへようこそ ${r.whole(1, 9999)}`, encoding: "shift_jis" }),
  numeric: (r) => ({ text: `${r.whole(10000000, 99999999)}${r.whole(10000000, 99999999)}` }),
};

/** One code a picture, each kind of damage in growing strength. */
export async function* damagedCodes(
  steps = 8,
  only: readonly string[] = Object.keys(kinds),
): AsyncGenerator<Picture> {
  for (const [kind, recipeOf] of Object.entries(kinds)) {
    if (!only.includes(kind)) continue;
    for (let step = 0; step < steps; step++) {
      const random = seeded(20000 + kind.length * 7919 + kind.charCodeAt(0) * 131 + step);
      const recipe = recipeOf(random, steps === 1 ? 0 : step / (steps - 1));
      const text = recipe.text ?? groupText(random, recipe.length);
      const matrix = recipe.encoding
        ? legacyMatrix(text, recipe.encoding)
        : await matrixOf(text, recipe.level ?? "M");
      yield {
        kind,
        image: await damaged(draw(matrix, recipe, random), recipe.damage ?? {}, random),
        texts: [text],
      };
    }
  }
}

/** A code whose mark is covered just so far that of all engines only zbar still reads it. */
export async function coveredMark(): Promise<Picture> {
  const [, , , picture] = await Array.fromAsync(damagedCodes(6, ["covered finder"]));
  if (picture === undefined) throw new Error("there are six steps of damage");
  return picture;
}

function draw(matrix: Matrix, recipe: Recipe, random: Seeded): Pixels {
  const style = { ...plainStyle, ...recipe.style };
  const { share = random.between(0.45, 0.65), ground = "photo" } = recipe;
  if (share < 0 || share === 1) {
    const side = (matrix.size + 2 * style.quiet) * (share < 0 ? -share : 5);
    const image = blank(side, side, [255, 255, 255]);
    paintCode(image, matrix, style, squareAt(0, 0, side));
    return image;
  }
  const [width, height] = [640, 480];
  const image = ground === "photo" ? drawPhoto(width, height, random) : blank(width, height, [255, 255, 255]);
  if (ground === "text") drawText(image, { x: 0, y: 0, width, height }, 14, [20, 20, 20], random);
  const side = share * height;
  const place = squareAt(
    random.between(0, width - side),
    random.between(0, height - side),
    side,
    recipe.degrees,
  );
  const corners = strayed(place, (recipe.perspective ?? 0) * side, random);
  const [one, two, three, four] = corners;
  paintCode(image, matrix, style, recipe.isMirrored ? [one, four, three, two] : corners);
  return recipe.bend === undefined ? image : bent(image, { side, reach: recipe.bend * side });
}

function strayed(corners: Corners, reach: number, random: Seeded): Corners {
  const stray = ({ x, y }: { x: number; y: number }) => ({
    x: x + random.between(-reach, reach),
    y: y + random.between(-reach, reach),
  });
  const [one, two, three, four] = corners;
  return reach === 0 ? corners : [stray(one), stray(two), stray(three), stray(four)];
}
