import decodeQr, { type FinderPoints } from "qr/decode.js";
import type { Grey } from "./grey.ts";
import { rgbaOf } from "./rgba.ts";
import { textOfBytes } from "./text-of-bytes.ts";
import type { SeenCode } from "./zxing.ts";

/** Guesses at where the lines run, after the first. */
const effort = 12;

/** At most one code. Corners are in the picture's own coordinates. */
export function readWithQr(image: Grey): readonly SeenCode[] {
  let points: FinderPoints | undefined;
  let isBinary = false;
  try {
    const text = decodeQr(
      { width: image.width, height: image.height, data: rgbaOf(image) },
      {
        effort,
        timeLimit: Number.POSITIVE_INFINITY,
        pointsOnDetect: (found) => (points = found),
        textDecoder: (bytes) => {
          const part = textOfBytes(bytes);
          isBinary ||= part.isBinary === true;
          return part.text;
        },
      },
    );
    if (text === "" || points === undefined) return [];
    return [{ text, corners: points.bounds, ...(isBinary ? { isBinary } : {}) }];
  } catch {
    // It throws where it finds nothing.
    return [];
  }
}
