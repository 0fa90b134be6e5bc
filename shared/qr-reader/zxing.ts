import { prepareZXingModule, purgeZXingModule, type ZXingReaderModule } from "zxing-wasm/reader";
import { AppError } from "../errors.ts";
import type { Grey } from "./grey.ts";
import type { Corners, Point } from "./pixels.ts";
import { type CodeText, textOf } from "./text-of-bytes.ts";
import { unreadableImage } from "./unreadable-image.ts";

/** One code as an engine saw it, in the coordinates of the picture it was given. */
export interface SeenCode extends CodeText {
  readonly corners: Corners;
}

/** What the engine read, and where it saw a code that it could not read. */
export interface Sighting {
  readonly codes: readonly SeenCode[];
  readonly unread: readonly Corners[];
}

export interface Effort {
  /** Removes noise first: dear, and of use only where nothing was found without. */
  readonly denoises?: boolean;
  /** How black is told from white: by the neighbourhood, by the whole picture, or by half brightness. */
  readonly threshold?: "local" | "global" | "half";
  /** Also looks at a third of the size, and a third of that. */
  readonly shrinks?: boolean;
}

type NativeOptions = Parameters<ZXingReaderModule["readBarcodesFromPixmap"]>[3];
type NativeResult = NonNullable<ReturnType<ReturnType<ZXingReaderModule["readBarcodesFromPixmap"]>["get"]>>;

/** What the compiled engine offers; its own types leave out how bytes get into its memory. */
interface Engine extends ZXingReaderModule {
  /** Another view after the memory has grown. */
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(at: number): void;
}

type NativeResults = ReturnType<Engine["readBarcodesFromPixmap"]> & { delete(): void };

const thresholds = { local: 0, global: 1, half: 2 } as const;
type Wasm = { readonly bytes: ArrayBuffer } | { readonly url: string };

/** Null where it cannot start. */
let engine: Engine | null | undefined;
let starting: Promise<void> = Promise.resolve();
let restart: () => void = () => undefined;

/**
 * Starts the engine from bytes or an address of our own; nothing is fetched from anywhere else. Where it cannot start
 * (a machine without WebAssembly) this is no failure: the slower engines read alone, which still gives most codes.
 */
export function startZxing(wasm: Wasm): Promise<void> {
  restart = () => {
    engine = null;
    purgeZXingModule();
    starting = start(wasm);
  };
  starting = start(wasm);
  return starting;
}

/** Resolves when the engine has started, or started again, or cannot. */
export function zxingStarted(): Promise<void> {
  return starting;
}

async function start(wasm: Wasm): Promise<void> {
  const overrides = "bytes" in wasm ? { wasmBinary: wasm.bytes } : { locateFile: () => wasm.url };
  try {
    engine = (await prepareZXingModule({ overrides, fireImmediately: true })) as Engine;
  } catch {
    purgeZXingModule();
    engine = null;
  }
}

/** All codes in a picture, and what looked like one. Throws AppError("unreadable_image") where memory runs out. */
export function readWithZxing(image: Grey, effort: Effort = {}): Sighting {
  if (engine === undefined) throw new Error("the code reader has not been started");
  if (engine === null) return { codes: [], unread: [] };
  try {
    return readWith(engine, image, effort);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    // After a fault inside, every further call would fail: a fresh one serves the next picture, others this one.
    restart();
    return { codes: [], unread: [] };
  }
}

function readWith(running: Engine, { data, width, height }: Grey, effort: Effort): Sighting {
  const at = running._malloc(data.length);
  if (at === 0) throw unreadableImage("too_large");
  running.HEAPU8.set(data, at);
  const results = running.readBarcodesFromPixmap(at, width, height, nativeOptions(effort)) as NativeResults;
  try {
    return sighting(Array.from({ length: results.size() }, (_, index) => results.get(index)));
  } finally {
    results.delete();
    running._free(at);
  }
}

/** The engine's own form of its options: lists are numbers. Other symbologies would only add false readings. */
function nativeOptions({ denoises = false, threshold = "local", shrinks = true }: Effort): NativeOptions {
  return {
    formats: "QRCodeModel2,QRCodeModel1",
    tryHarder: true,
    tryRotate: true,
    tryInvert: true,
    tryDownscale: shrinks,
    tryDenoise: denoises,
    binarizer: thresholds[threshold],
    isPure: false,
    downscaleFactor: 3,
    downscaleThreshold: 500,
    minLineCount: 2,
    // No limit: what it saw but could not read would count as well.
    maxNumberOfSymbols: 0,
    validateOptionalChecksum: false,
    returnErrors: true,
    eanAddOnSymbol: 0,
    textMode: 0,
    characterSet: 0,
    tryCode39ExtendedMode: true,
  };
}

function sighting(answers: readonly (NativeResult | undefined)[]): Sighting {
  const results = answers.filter((answer) => answer !== undefined);
  return {
    codes: results.filter((result) => result.isValid && result.bytes.length > 0).map(seen),
    unread: results.filter((result) => !result.isValid).map(({ position }) => cornersOf(position)),
  };
}

function seen(result: NativeResult): SeenCode {
  return { ...textOf(result), corners: cornersOf(result.position) };
}

function cornersOf({ topLeft, topRight, bottomRight, bottomLeft }: NativeResult["position"]): Corners {
  return [plain(topLeft), plain(topRight), plain(bottomRight), plain(bottomLeft)];
}

function plain({ x, y }: Point): Point {
  return { x, y };
}
