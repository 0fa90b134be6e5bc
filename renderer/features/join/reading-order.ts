import { boxAround, type Corners } from "../../../shared/qr-reader/pixels.ts";

/** As a person counts them: line by line from the top, each from the left. */
export function inReadingOrder<Code extends { readonly corners: Corners }>(
  codes: readonly Code[],
): readonly Code[] {
  const placed = codes
    .map((code) => ({ code, box: boxAround(code.corners) }))
    .sort((one, other) => one.box.y - other.box.y);
  const lines: (typeof placed)[] = [];
  for (const one of placed) {
    const line = lines.at(-1);
    const first = line?.[0]?.box;
    // Beside the first of a line, not below it: its middle is above the other's lower edge.
    if (line !== undefined && first !== undefined && one.box.y + one.box.height / 2 < first.y + first.height)
      line.push(one);
    else lines.push([one]);
  }
  return lines.flatMap((line) => line.sort((one, other) => one.box.x - other.box.x)).map(({ code }) => code);
}
