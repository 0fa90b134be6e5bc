import jsQR from "jsqr";
import { findFinders } from "./finders.ts";
import type { Grey } from "./grey.ts";
import { rgbaOf } from "./rgba.ts";
import { textOfBytes } from "./text-of-bytes.ts";
import type { SeenCode } from "./zxing.ts";

/** It compares all marks with all others: where grain makes hundreds, it would take minutes. */
const mostMarks = 80;

/** At most one code; slow on large pictures. Corners are in the picture's own coordinates. */
export function readWithJsqr(image: Grey): readonly SeenCode[] {
  if (findFinders(image).length > mostMarks) return [];
  const code = jsQR(rgbaOf(image), image.width, image.height, { inversionAttempts: "attemptBoth" });
  if (code === null || code.binaryData.length === 0) return [];
  const { topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner } = code.location;
  return [
    {
      ...textOfBytes(Uint8Array.from(code.binaryData)),
      corners: [topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner],
    },
  ];
}
