import decodeQr, { type FinderPoints } from "qr/decode.js";
import type { Grey } from "./grey.ts";
import type { Pixels } from "./pixels.ts";
import { rgbaOf } from "./rgba.ts";
import { textOfBytes } from "./text-of-bytes.ts";
import type { SeenCode } from "./zxing.ts";

/** Guesses at where the lines run, after the first. */
const effort = 12;

/** At most one code. It mixes colours its own way, so it is given them where there are any. */
export function readWithQr(image: Grey, colours: Pixels = rgbaOf(image)): readonly SeenCode[] {
  let points: FinderPoints | undefined;
  let isBinary = false;
  try {
    const text = decodeQr(colours, {
      effort,
      timeLimit: Number.POSITIVE_INFINITY,
      pointsOnDetect: (found) => (points = found),
      textDecoder: (bytes) => {
        const part = textOfBytes(bytes);
        isBinary ||= part.isBinary === true;
        return part.text;
      },
    });
    if (text === "" || points === undefined) return [];
    return [{ text, corners: points.bounds, ...(isBinary ? { isBinary } : {}) }];
  } catch {
    // It throws where it finds nothing.
    return [];
  }
}
