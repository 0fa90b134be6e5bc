import type { Pixels } from "../../../../shared/qr-reader/pixels.ts";

/** Sharp where the whole picture is shown, and small enough to be drawn hundreds of times. */
const longestSide = 640;
/** A pixel of the copy is the mean of at most so many by so many, spread over what it stands for. */
const mostSamples = 3;

/** A picture that was decoded for reading as a small file, for showing. JPEG, because it costs the least time. */
export function smallCopy(pixels: Pixels): Promise<Blob> {
  const { width, height, data } = reducedTo(longestSide, pixels);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
}

/** At most so long along its longer side; a picture that is smaller stays as it is. */
export function reducedTo(longest: number, image: Pixels): Pixels {
  const step = Math.max(image.width, image.height) / longest;
  if (step <= 1) return image;
  const width = Math.max(1, Math.round(image.width / step));
  const height = Math.max(1, Math.round(image.height / step));
  const columns = samplePlaces(image.width, width);
  const rows = samplePlaces(image.height, height);
  const from = new Uint32Array(image.data.buffer, image.data.byteOffset, image.width * image.height);
  const to = new Uint32Array(width * height);
  const count = rows.each * columns.each;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // Two colours in one number: so few samples do not run into each other.
      let redAndBlue = 0;
      let green = 0;
      for (let row = y * rows.each; row < (y + 1) * rows.each; row++) {
        const line = (rows.places[row] ?? 0) * image.width;
        for (let column = x * columns.each; column < (x + 1) * columns.each; column++) {
          const pixel = from[line + (columns.places[column] ?? 0)] ?? 0;
          redAndBlue += pixel & 0xff00ff;
          green += (pixel >>> 8) & 0xff;
        }
      }
      const red = ((redAndBlue & 0xffff) / count) | 0;
      const blue = ((redAndBlue >>> 16) / count) | 0;
      to[y * width + x] = 0xff000000 | (blue << 16) | (((green / count) | 0) << 8) | red;
    }
  }
  return { width, height, data: new Uint8ClampedArray(to.buffer) };
}

/** Where to look along one side, for each pixel of the copy equally often. */
function samplePlaces(from: number, to: number): { readonly each: number; readonly places: Uint32Array } {
  const each = Math.min(mostSamples, Math.ceil(from / to));
  const apart = from / (to * each);
  return { each, places: Uint32Array.from({ length: to * each }, (_, index) => (index + 0.5) * apart) };
}
