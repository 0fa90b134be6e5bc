import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { App } from "../../support/app.ts";
import { type CodeSpot, drawPicture, toPng } from "../../support/qr-images.ts";

/** Puts a file on the person's desk, outside of everything the app keeps. Answers its path. */
export async function onDesk(app: App, name: string, content: Buffer | string): Promise<string> {
  const file = path.join(app.dataFolder, "desk", name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}

/** A screenshot with the codes in a row, as a PNG. */
export function screenshotOf(codes: readonly string[], size = 240): Buffer {
  const spots = codes.map((text, index): CodeSpot => ({ text, x: 30 + index * (size + 30), y: 40, size }));
  return toPng(
    drawPicture({ width: 30 + Math.max(1, codes.length) * (size + 30), height: size + 80 }, spots),
  );
}
