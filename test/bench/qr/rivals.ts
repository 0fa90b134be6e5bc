import { scanRGBABuffer, ZBarSymbolType } from "@undecaf/zbar-wasm";
import jsQR from "jsqr";
import decodeQr from "qr/decode.js";
import { readBarcodes } from "zxing-wasm/reader";
import type { Pixels } from "../../../shared/qr-reader/pixels.ts";

export type Read = (image: Pixels) => Promise<readonly string[]>;

/** Every open JavaScript reader a user could pick, as its documentation says to call it. */
export const rivals = {
  jsqr: async (image) => {
    const code = jsQR(image.data, image.width, image.height);
    return code === null || code.data === "" ? [] : [code.data];
  },
  "zxing-wasm": async (image) => zxing(image, {}),
  "zxing-wasm, all it can": async (image) => zxing(image, { tryDenoise: true }),
  "zbar-wasm": async ({ data, width, height }) =>
    (await scanRGBABuffer(data.buffer, width, height))
      .filter((symbol) => symbol.type === ZBarSymbolType.ZBAR_QRCODE)
      .map((symbol) => symbol.decode()),
  qr: async (image) => {
    try {
      return [decodeQr(image)];
    } catch {
      // It throws where it finds nothing.
      return [];
    }
  },
} as const satisfies Readonly<Record<string, Read>>;

async function zxing(image: Pixels, more: { tryDenoise?: boolean }): Promise<readonly string[]> {
  const results = await readBarcodes(image as Parameters<typeof readBarcodes>[0], {
    formats: ["QRCode"],
    textMode: "Plain",
    ...more,
  });
  return results.filter((result) => result.isValid).map((result) => result.text);
}
