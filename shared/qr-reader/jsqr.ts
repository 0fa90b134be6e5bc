import jsQR from "jsqr";
import type { Pixels } from "./pixels.ts";
import type { SeenCode } from "./zxing.ts";

/** At most one code; slow on large pictures. Corners are in the picture's own coordinates. */
export function readWithJsqr({ data, width, height }: Pixels): readonly SeenCode[] {
  const code = jsQR(data, width, height, { inversionAttempts: "attemptBoth" });
  if (code === null || code.data === "") return [];
  const { topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner } = code.location;
  return [{ text: code.data, corners: [topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner] }];
}
