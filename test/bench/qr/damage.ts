import sharp, { type Sharp } from "sharp";
import type { Pixels } from "../../../shared/qr-reader/pixels.ts";
import type { Seeded } from "./seeded.ts";

/** What happens to a picture on its way; in this order. */
export interface Damage {
  /** 0.5 halves each side. */
  readonly scale?: number;
  readonly blur?: number;
  /** Standard deviation of the noise. */
  readonly noise?: number;
  /** 1 leaves the contrast; 0.2 leaves a fifth around `middle`. */
  readonly contrast?: number;
  readonly middle?: number;
  /** Light falls off across the picture to this share. */
  readonly shade?: number;
  readonly jpeg?: number;
}

export async function damaged(image: Pixels, damage: Damage, random: Seeded): Promise<Pixels> {
  const { scale = 1, blur = 0, jpeg } = damage;
  let result = image;
  if (scale !== 1 || blur > 0) {
    let work = open(image);
    if (scale !== 1)
      work = work.resize(Math.round(image.width * scale), Math.round(image.height * scale), { fit: "fill" });
    if (blur > 0.3) work = work.blur(blur);
    result = await close(work);
  }
  relight(result, damage, random);
  if (jpeg === undefined) return result;
  const bytes = await open(result).removeAlpha().jpeg({ quality: jpeg }).toBuffer();
  return close(sharp(bytes));
}

/** Changes the pixels in place. */
function relight(image: Pixels, damage: Damage, random: Seeded): void {
  const { noise = 0, contrast = 1, middle = 128, shade = 1 } = damage;
  if (noise === 0 && contrast === 1 && shade === 1) return;
  const { data, width, height } = image;
  const [slopeX, slopeY] = [random.between(-1, 1), random.between(-1, 1)];
  const reach = Math.abs(slopeX) + Math.abs(slopeY) || 1;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const along = ((x / width - 0.5) * slopeX + (y / height - 0.5) * slopeY) / reach + 0.5;
      const light = 1 - (1 - shade) * along;
      const grain = noise === 0 ? 0 : random.normal() * noise;
      for (let channel = 0; channel < 3; channel++) {
        data[at + channel] = (((data[at + channel] ?? 0) - middle) * contrast + middle) * light + grain;
      }
    }
  }
}

function open({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 4 } });
}

async function close(work: Sharp): Promise<Pixels> {
  const { data, info } = await work.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  // A copy with a buffer of its own: sharp may hand out a part of a larger one.
  return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}
