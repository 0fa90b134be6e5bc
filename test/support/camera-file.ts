import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Pixels } from "../../shared/qr-reader/pixels.ts";
import { drawPicture } from "./qr-images.ts";

const size = { width: 640, height: 480 };
const frames = 10;

/** A film for Chromium's fake camera, as Y4M: nothing for a moment, then a code held before the camera, again and again. */
export async function cameraFile(text: string, folder: string): Promise<string> {
  const file = join(folder, "camera.y4m");
  const empty = frameOf(drawPicture({ ...size, isDark: true }, []));
  const held = frameOf(
    drawPicture({ ...size, isDark: true }, [{ text, x: 170, y: 90, size: 300, degrees: 8 }]),
  );
  const film = [...Array(frames).fill(empty), ...Array(frames).fill(held)] as Buffer[];
  const header = Buffer.from(`YUV4MPEG2 W${size.width} H${size.height} F10:1 Ip A1:1 C420mpeg2\n`);
  await writeFile(file, Buffer.concat([header, ...film.flatMap((frame) => [Buffer.from("FRAME\n"), frame])]));
  return file;
}

/** Grey: the brightness of each pixel, and no colour. */
function frameOf({ width, height, data }: Pixels): Buffer {
  const frame = Buffer.alloc((width * height * 3) / 2, 128);
  for (let at = 0; at < width * height; at++) {
    const [red, green, blue] = [data[at * 4] ?? 0, data[at * 4 + 1] ?? 0, data[at * 4 + 2] ?? 0];
    frame[at] = Math.round(16 + 0.257 * red + 0.504 * green + 0.098 * blue);
  }
  return frame;
}
