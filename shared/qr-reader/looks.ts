import { evened, sharpened, softened, stretched } from "./filters.ts";
import type { FoundCode } from "./found-codes.ts";
import type { Grey } from "./grey.ts";
import { readWithJsqr } from "./jsqr.ts";
import type { Point } from "./pixels.ts";
import { readWithQr } from "./qr.ts";
import { straightened } from "./straighten.ts";
import { isSquarish, type Suspect } from "./suspects.ts";
import { readWithZbar } from "./zbar.ts";
import { readWithZxing, type SeenCode } from "./zxing.ts";

/** One way to look at a place: how large its modules are made, what is done about blur or light, and who reads it. */
export interface Look {
  readonly perModule: number;
  readonly filter?: (image: Grey, perModule: number) => Grey;
  readonly engine: FoundCode["engine"];
  readonly threshold?: "half" | "global";
}

const sharp = (radius: number, amount: number) => (image: Grey, perModule: number) =>
  sharpened(image, Math.max(1, Math.round(radius * perModule)), amount);

export const quickLook: Look = { perModule: 4, engine: "zxing" };
export const sharpLooks: readonly Look[] = [
  { perModule: 6, filter: sharp(0.5, 4), engine: "zxing" },
  { perModule: 6, filter: sharp(0.67, 7), engine: "zxing" },
];
export const otherLooks: readonly Look[] = [{ perModule: 5, engine: "zbar" }];
export const deepLooks: readonly Look[] = [
  { perModule: 6, filter: sharp(0.33, 7), engine: "zxing" },
  {
    perModule: 5,
    filter: (image, perModule) => evened(image, Math.round(perModule * 2.5)),
    threshold: "half",
    engine: "zxing",
  },
  { perModule: 5, filter: (image) => softened(image, 1), engine: "zxing" },
  { perModule: 8, filter: sharp(0.6, 4), engine: "zxing" },
  { perModule: 5, filter: stretched, threshold: "global", engine: "zxing" },
  { perModule: 3, engine: "zxing" },
  { perModule: 5, engine: "qr" },
  { perModule: 6, filter: sharp(0.5, 2), engine: "qr" },
  { perModule: 5, engine: "jsqr" },
  { perModule: 6, filter: sharp(0.5, 4), engine: "jsqr" },
];

const largestSide = 900;

/** What one look at one place shows, in the picture's own coordinates. */
export function lookAt(image: Grey, suspect: Suspect, look: Look): readonly FoundCode[] {
  const { corners, modules } = suspect;
  if (!isSquarish(corners)) return [];
  const perModule = Math.min(look.perModule, largestSide / modules);
  const straight = straightened(image, corners, modules * perModule, 0.06 + 4 / modules);
  const picture = look.filter ? look.filter(straight.image, perModule) : straight.image;
  const codes = readers[look.engine](picture, look);
  return codes.map((code) => ({ ...placed(code, straight.place), engine: look.engine }));
}

/** The same code in the coordinates that `place` leads to. */
export function placed<T extends SeenCode>(code: T, place: (point: Point) => Point): T {
  const [one, two, three, four] = code.corners;
  return { ...code, corners: [place(one), place(two), place(three), place(four)] };
}

const readers: Readonly<Record<Look["engine"], (image: Grey, look: Look) => readonly SeenCode[]>> = {
  zxing: (image, { threshold = "local" as const }) =>
    readWithZxing(image, { threshold, shrinks: false }).codes,
  zbar: readWithZbar,
  jsqr: (image) => readWithJsqr(image),
  qr: (image) => readWithQr(image),
};
