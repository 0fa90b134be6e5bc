import type { getInstance, ZBarScanner, ZBarSymbol } from "@undecaf/zbar-wasm";
import type { Grey } from "./grey.ts";
import { textOfBytes } from "./text-of-bytes.ts";
import type { SeenCode } from "./zxing.ts";

interface Engine {
  readonly instance: Awaited<ReturnType<typeof getInstance>>;
  readonly scanner: ZBarScanner;
  symbolsAt(address: number, memory: ArrayBuffer): readonly ZBarSymbol[];
}

/** "Y800": one byte of brightness a pixel. */
const greyFormat = 0x30303859;

let wasmUrl: string | undefined;
let starting: Promise<void> | undefined;
/** Null where it has not started, or cannot. */
let engine: Engine | null = null;

/** Says where the window keeps the engine's wasm; without it, it is found in its package. Loads nothing yet. */
export function placeZbar(url: string): void {
  wasmUrl = url;
}

/** Loads the engine when first asked: few pictures need it. Where it cannot start, it sees nothing. */
export function startZbar(): Promise<void> {
  starting ??= start().then(
    (started) => {
      engine = started;
    },
    () => undefined,
  );
  return starting;
}

/** All codes that zbar sees, in the picture's own coordinates; none before startZbar, or after a fault inside. */
export function readWithZbar(image: Grey): readonly SeenCode[] {
  if (engine === null) return [];
  try {
    return readWith(engine, image);
  } catch {
    // Whatever it would say after that is not to be relied on.
    engine = null;
    return [];
  }
}

async function start(): Promise<Engine> {
  const zbar = await import("@undecaf/zbar-wasm");
  const url = wasmUrl;
  if (url !== undefined) zbar.setModuleArgs({ locateFile: () => url });
  const [instance, scanner] = [await zbar.getInstance(), await zbar.ZBarScanner.create()];
  const { ZBAR_NONE: all, ZBAR_QRCODE: qr } = zbar.ZBarSymbolType;
  const { ZBAR_CFG_ENABLE: enable, ZBAR_CFG_BINARY: binary } = zbar.ZBarConfigType;
  scanner.setConfig(all, enable, 0);
  scanner.setConfig(qr, enable, 1);
  // Its own guess at the encoding garbles older Chinese text.
  scanner.setConfig(qr, binary, 1);
  return { instance, scanner, symbolsAt: zbar.ZBarSymbol.createSymbolsFromPtr };
}

function readWith(
  { instance, scanner, symbolsAt }: Engine,
  { data, width, height }: Grey,
): readonly SeenCode[] {
  const pixels = instance._malloc(data.length);
  instance.HEAPU8.set(data, pixels);
  // It frees the pixels with the picture.
  const picture = instance._Image_create(width, height, greyFormat, pixels, data.length, 0);
  try {
    const count = instance._ImageScanner_scan(scanner.getPointer(), picture);
    if (count <= 0) return [];
    return [
      ...symbolsAt(instance._Image_get_symbols(picture), instance.HEAPU8.buffer as ArrayBuffer),
    ].flatMap(seen);
  } finally {
    instance._Image_destory(picture);
  }
}

/** It goes round the other way: top left, bottom left, bottom right, top right. */
function seen({ data, points }: ZBarSymbol): readonly SeenCode[] {
  const [topLeft, bottomLeft, bottomRight, topRight] = points;
  const bytes = Uint8Array.from(data);
  if (bytes.length === 0 || !topLeft || !topRight || !bottomRight || !bottomLeft) return [];
  return [{ ...textOfBytes(bytes), corners: [topLeft, topRight, bottomRight, bottomLeft] }];
}
