/** A square of the picture, in its own pixels: left, top and side. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** So far one may zoom in: one eighth of the shorter side. */
const deepest = 8;

/** The largest square, in the middle. */
export function firstCrop({ width, height }: PictureSize): Crop {
  const side = Math.min(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, side };
}

/** By so many pixels of the picture, never past its edges. */
export function movedCrop(size: PictureSize, crop: Crop, right: number, down: number): Crop {
  return within(size, { ...crop, x: crop.x + right, y: crop.y + down });
}

/** 1 shows the largest square, 8 an eighth of it; what is in the middle stays there. */
export function zoomedCrop(size: PictureSize, crop: Crop, zoom: number): Crop {
  const side = Math.min(size.width, size.height) / Math.min(deepest, Math.max(1, zoom));
  const shift = (crop.side - side) / 2;
  return within(size, { x: crop.x + shift, y: crop.y + shift, side });
}

export function zoomOf(size: PictureSize, crop: Crop): number {
  return Math.min(size.width, size.height) / crop.side;
}

function within({ width, height }: PictureSize, { x, y, side }: Crop): Crop {
  const between = (value: number, most: number) => Math.min(Math.max(0, value), Math.max(0, most));
  return { x: between(x, width - side), y: between(y, height - side), side };
}
