import type { ZBarImage, ZBarScanner, ZBarSymbol } from "@undecaf/zbar-wasm";
import type { Grey } from "./grey.ts";
import { textOfBytes } from "./text-of-bytes.ts";
import type { SeenCode } from "./zxing.ts";

interface Engine {
  readonly scanner: ZBarScanner;
  load(image: Grey): Promise<ZBarImage>;
}

let wasmUrl: string | undefined;
let engine: Promise<Engine | null> | undefined;

/** Says where the window keeps the engine's wasm; without it, it is found in its package. Loads nothing yet. */
export function placeZbar(url: string): void {
  wasmUrl = url;
}

/**
 * All codes that zbar sees, in the picture's own coordinates. It is loaded when first asked, because few pictures need
 * it; where it cannot start, or after a fault inside, it sees nothing.
 */
export async function readWithZbar(image: Grey): Promise<readonly SeenCode[]> {
  engine ??= start();
  const running = await engine;
  if (running === null) return [];
  try {
    const loaded = await running.load(image);
    try {
      return running.scanner.scan(loaded) > 0 ? loaded.getSymbols().flatMap(seen) : [];
    } finally {
      loaded.destroy();
    }
  } catch {
    // Whatever it would say after that is not to be relied on.
    engine = Promise.resolve(null);
    return [];
  }
}

async function start(): Promise<Engine | null> {
  try {
    const zbar = await import("@undecaf/zbar-wasm");
    const url = wasmUrl;
    if (url !== undefined) zbar.setModuleArgs({ locateFile: () => url });
    const scanner = await zbar.ZBarScanner.create();
    const { ZBAR_NONE: all, ZBAR_QRCODE: qr } = zbar.ZBarSymbolType;
    const { ZBAR_CFG_ENABLE: enable, ZBAR_CFG_BINARY: binary } = zbar.ZBarConfigType;
    scanner.setConfig(all, enable, 0);
    scanner.setConfig(qr, enable, 1);
    // Its own guess at the encoding garbles older Chinese text.
    scanner.setConfig(qr, binary, 1);
    // A copy: it takes whole buffers, and the picture may be a part of one.
    const load = ({ data, width, height }: Grey) =>
      zbar.ZBarImage.createFromGrayBuffer(width, height, data.slice().buffer);
    return { scanner, load };
  } catch {
    return null;
  }
}

/** It goes round the other way: top left, bottom left, bottom right, top right. */
function seen({ data, points }: ZBarSymbol): readonly SeenCode[] {
  const [topLeft, bottomLeft, bottomRight, topRight] = points;
  const bytes = Uint8Array.from(data);
  if (bytes.length === 0 || !topLeft || !topRight || !bottomRight || !bottomLeft) return [];
  return [{ ...textOfBytes(bytes), corners: [topLeft, topRight, bottomRight, bottomLeft] }];
}
