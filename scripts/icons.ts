import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { ensureChromium } from "./system.ts";

/** Draws assets/icon.svg in every size the installers want. Run after changing the SVG; its output is committed. */
const assets = path.join(path.dirname(import.meta.dirname), "assets");
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;
type Size = (typeof sizes)[number];

async function draw(): Promise<Map<Size, Buffer>> {
  const svg = readFileSync(path.join(assets, "icon.svg")).toString("base64");
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ["--no-sandbox"] });
  const pictures = new Map<Size, Buffer>();
  try {
    for (const size of sizes) {
      const page = await browser.newPage({ viewport: { width: size, height: size } });
      await page.setContent(
        `<style>body{margin:0}</style><img width="${size}" height="${size}" src="data:image/svg+xml;base64,${svg}">`,
      );
      pictures.set(size, await page.screenshot({ omitBackground: true }));
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return pictures;
}

/** ICO: a directory of PNGs; the sizes byte is 0 for 256. */
function ico(pictures: readonly (readonly [size: number, png: Buffer])[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, [size, png]] of pictures.entries()) {
    const entry = 6 + 16 * index;
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(([, png]) => png)]);
}

/** ICNS: chunks of a type, a length and a PNG. */
function icns(pictures: readonly (readonly [type: string, png: Buffer])[]): Buffer {
  const chunks = pictures.map(([type, png]) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, "latin1");
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const body = Buffer.concat(chunks);
  const head = Buffer.alloc(8);
  head.write("icns", 0, "latin1");
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

const pictures = await draw();
const png = (size: Size): Buffer => pictures.get(size) ?? Buffer.alloc(0);
mkdirSync(path.join(assets, "icons"), { recursive: true });
for (const size of [16, 24, 32, 48, 64, 128, 256, 512] as const) {
  writeFileSync(path.join(assets, "icons", `${size}x${size}.png`), png(size));
}
writeFileSync(path.join(assets, "icon.png"), png(1024));
writeFileSync(
  path.join(assets, "icon.ico"),
  ico(([16, 24, 32, 48, 64, 128, 256] as const).map((size) => [size, png(size)])),
);
writeFileSync(
  path.join(assets, "icon.icns"),
  icns([
    ["ic07", png(128)],
    ["ic08", png(256)],
    ["ic09", png(512)],
    ["ic10", png(1024)],
  ]),
);
