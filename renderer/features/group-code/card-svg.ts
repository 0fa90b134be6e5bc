import { codeModules, codePath, fullSize, picturePlace } from "./code-modules.ts";

export interface Card {
  readonly codeText: string;
  /** The group's name, already in lines that fit. */
  readonly lines: readonly string[];
  /** "Valid until …", or "". */
  readonly validity: string;
  /** A data URL, for the middle of the code. */
  readonly picture: string | null;
  readonly fontFamily: string;
}

export interface CardSvg {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const width = 1024;
const codeTop = 24;
const nameSize = 44;
const nameLine = 58;
const validitySize = 28;

/** The fonts a name of a card is measured in. */
export const nameFont = (fontFamily: string) => `600 ${nameSize}px ${fontFamily}`;
export const nameWidth = width - 2 * 72;

/** The card as one SVG that needs nothing else: the code, the group's picture in it, its name, and how long it is good. */
export function cardSvg({ codeText, lines, validity, picture, fontFamily }: Card): CardSvg {
  const modules = codeModules(codeText, { hasPlate: picture !== null });
  // Whole pixels to a square: no grey edges.
  const scale = Math.floor(width / fullSize(modules));
  const codeSide = scale * fullSize(modules);
  const { at, side } = picturePlace(modules);
  const nameTop = codeTop + codeSide + nameSize;
  const named = nameTop + (lines.length - 1) * nameLine;
  const height = named + (validity === "" ? 0 : validitySize + 28) + 64;
  const words = (size: number, y: number, more: string, text: string) =>
    `<text x="${width / 2}" y="${y}" font-size="${size}" ${more}>${escaped(text)}</text>`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<g transform="translate(${Math.floor((width - codeSide) / 2)} ${codeTop}) scale(${scale})">`,
    `<path shape-rendering="crispEdges" d="${codePath(modules)}" fill="#000000"/>`,
    picture !== null && modules.plate > 0
      ? `<image href="${escaped(picture)}" x="${at}" y="${at}" width="${side}" height="${side}" preserveAspectRatio="xMidYMid slice"/>`
      : "",
    "</g>",
    `<g text-anchor="middle" font-family="${escaped(fontFamily)}">`,
    ...lines.map((line, index) =>
      words(nameSize, nameTop + index * nameLine, `font-weight="600" fill="#1d2126"`, line),
    ),
    validity === "" ? "" : words(validitySize, named + validitySize + 28, `fill="#59616b"`, validity),
    "</g></svg>",
  ].join("");
  return { svg, width, height };
}

/** Fit to stand in a document: what XML has no way to say is left out. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in it
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
  );
}
