import type { CardSvg } from "./card-svg.ts";

const pictureSide = 256;
const pictureRadius = 56;

/** The card as a PNG, pixel for pixel. */
export async function cardPng({ svg, width, height }: CardSvg): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const { canvas, pen } = createCanvas(width, height);
    pen.drawImage(await loaded(url), 0, 0);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture was made"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A group's picture made fit for its code: square, round at the corners, small, and in a format every viewer knows. */
export async function squarePicture(dataUrl: string): Promise<string> {
  const picture = await loaded(dataUrl);
  const { canvas, pen } = createCanvas(pictureSide, pictureSide);
  const side = Math.min(picture.naturalWidth, picture.naturalHeight);
  const [x, y] = [(picture.naturalWidth - side) / 2, (picture.naturalHeight - side) / 2];
  pen.beginPath();
  pen.roundRect(0, 0, pictureSide, pictureSide, pictureRadius);
  pen.clip();
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, x, y, side, side, 0, 0, pictureSide, pictureSide);
  return canvas.toDataURL("image/png");
}

/** Whether a line is no wider than so many pixels in that font. */
export function lineFits(font: string, width: number): (line: string) => boolean {
  const { pen } = createCanvas(1, 1);
  pen.font = font;
  return (line) => pen.measureText(line).width <= width;
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

async function loaded(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

function createCanvas(width: number, height: number) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("the page cannot draw");
  return { canvas, pen };
}
