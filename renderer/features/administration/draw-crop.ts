import type { Crop } from "./crop-geometry.ts";

const exportSide = 512;

/** Fills the canvas with the chosen square; white shows where the picture is transparent. */
export function drawCrop(canvas: HTMLCanvasElement, picture: CanvasImageSource, { x, y, side }: Crop): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, x, y, side, side, 0, 0, canvas.width, canvas.height);
}

/** The chosen square as a JPEG of 512 × 512, without a data URL's head. */
export function exportCrop(picture: CanvasImageSource, crop: Crop): string {
  const canvas = document.createElement("canvas");
  canvas.width = exportSide;
  canvas.height = exportSide;
  drawCrop(canvas, picture, crop);
  return canvas.toDataURL("image/jpeg", 0.9).replace(/^[^,]*,/, "");
}
