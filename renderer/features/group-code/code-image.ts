import { type CodeModules, codePath, fullSize } from "./code-modules.ts";

export interface CardWords {
  readonly name: string;
  /** "Valid until …", or "". */
  readonly validity: string;
}

const side = 1024;
const wordsHeight = 136;
const margin = 64;

/** The code as a picture to pass on: 1024 pixels wide, the group's name and the end of its validity below. */
export async function codePng(modules: CodeModules, words: CardWords): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side + wordsHeight;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("the page cannot draw");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000000";
  // Whole pixels to a square: no grey edges.
  const scale = Math.floor(side / fullSize(modules));
  const offset = Math.floor((side - scale * fullSize(modules)) / 2);
  pen.save();
  pen.translate(offset, offset);
  pen.scale(scale, scale);
  pen.fill(new Path2D(codePath(modules)));
  pen.restore();

  const font = getComputedStyle(document.body).fontFamily;
  pen.textAlign = "center";
  const widest = side - 2 * margin;
  pen.font = `600 44px ${font}`;
  pen.fillText(shortened(pen, words.name, widest), side / 2, side + 32, widest);
  pen.font = `28px ${font}`;
  pen.fillStyle = "#555555";
  pen.fillText(words.validity, side / 2, side + 88, widest);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture was made"))), "image/png");
  });
}

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function shortened(pen: CanvasRenderingContext2D, text: string, width: number): string {
  if (pen.measureText(text).width <= width) return text;
  const parts = [...letters.segment(text)].map(({ segment }) => segment);
  while (parts.length > 0 && pen.measureText(`${parts.join("")}…`).width > width) parts.pop();
  return `${parts.join("")}…`;
}

/** As main takes bytes. */
export async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
