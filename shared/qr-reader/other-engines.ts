import type { FoundCode } from "./found-codes.ts";
import { type Grey, reduced } from "./grey.ts";
import { readWithJsqr } from "./jsqr.ts";
import type { Pixels } from "./pixels.ts";
import { readWithQr } from "./qr.ts";
import type { Reading } from "./reading.ts";
import { scaled } from "./search.ts";
import { readWithZbar } from "./zbar.ts";
import { readWithZxing, type SeenCode } from "./zxing.ts";

interface Engine {
  readonly name: FoundCode["engine"];
  /** Pixels it is given at most: more would take it too long. */
  readonly most: number;
  read(grey: Grey, image?: Pixels): readonly SeenCode[];
}

/** On pictures that are thinner, in pixels, zxing's removal of noise breaks its engine for good. */
const leastForCalm = 100;

function readCalmed(grey: Grey): readonly SeenCode[] {
  return Math.min(grey.width, grey.height) < leastForCalm
    ? []
    : readWithZxing(grey, { denoises: true }).codes;
}

export const quickEngines: readonly Engine[] = [
  { name: "zxing", read: readCalmed, most: 9_000_000 },
  { name: "zbar", read: readWithZbar, most: 9_000_000 },
  { name: "qr", read: readWithQr, most: 9_000_000 },
];
export const slowEngines: readonly Engine[] = [{ name: "jsqr", read: readWithJsqr, most: 4_000_000 }];

/** One engine after another over the whole picture, which is reduced for those that it is too large for. */
export function tryEngines(engines: readonly Engine[], { grey, image, found, now, end }: Reading): void {
  for (const { name, read, most } of engines) {
    if (now() >= end) return;
    const factor = Math.max(1, Math.ceil(Math.sqrt(grey.data.length / most)));
    const codes = factor > 1 ? read(reduced(grey, factor)) : read(grey, image);
    found.add(codes.map((code) => ({ ...scaled(code, factor), engine: name })));
  }
}
