import { createRequire } from "node:module";
import { create } from "qrcode";
import type { CodeModules } from "../../../../renderer/features/group-code/code-modules.ts";

interface Tables {
  getBlocksCount(version: number, level: unknown): number;
  getTotalCodewordsCount(version: number, level: unknown): number;
}

// The standard's tables, of which the package's types say nothing.
const part = createRequire(import.meta.url);
const tables: Tables = part("qrcode/lib/core/error-correction-code.js");
const { H }: { readonly H: unknown } = part("qrcode/lib/core/error-correction-level.js");
const { getSymbolTotalCodewords }: { getSymbolTotalCodewords(version: number): number } =
  part("qrcode/lib/core/utils.js");

export interface Cover {
  /** Squares of the plate that carry no text but what a reader finds the code by. */
  readonly marks: number;
  /** Of the block that suffers most: how many of its codewords the plate touches, and how many can be wrong at most. */
  readonly worst: number;
  readonly correctable: number;
}

/** What a plate takes from a code of level H, by the standard's own order of squares and blocks. */
export function coverOf(text: string, { size, plate }: CodeModules): Cover {
  const version = (size - 17) / 4;
  const { modules } = create(text, { errorCorrectionLevel: "H", version });
  const from = (size - plate) / 2;
  const isOnPlate = (row: number, column: number) =>
    row >= from && column >= from && row < from + plate && column < from + plate;
  const blockOf = blockOfCodeword(version);
  const touched = new Map<number, Set<number>>();
  let marks = 0;
  let bit = 0;
  for (const [row, column] of inOrder(size)) {
    const isMark = Boolean(modules.isReserved(row, column));
    const codeword = Math.floor(bit / 8);
    if (!isMark) bit += 1;
    if (!isOnPlate(row, column)) continue;
    if (isMark) marks += 1;
    const block = blockOf[codeword];
    if (block === undefined) continue;
    touched.set(block, (touched.get(block) ?? new Set()).add(codeword));
  }
  const perBlock = tables.getTotalCodewordsCount(version, H) / tables.getBlocksCount(version, H);
  return {
    marks,
    worst: Math.max(0, ...[...touched.values()].map((codewords) => codewords.size)),
    correctable: Math.floor(perBlock / 2),
  };
}

/** Two columns at a time from the right, up and down in turn; the column of the timing marks is skipped. */
function* inOrder(size: number): Generator<readonly [row: number, column: number]> {
  let isUpward = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let step = 0; step < size; step += 1) {
      const row = isUpward ? size - 1 - step : step;
      yield [row, right];
      yield [row, right - 1];
    }
    isUpward = !isUpward;
  }
}

/** Codewords of the blocks come in turn: first those of the text, where later blocks may have one more, then the rest. */
function blockOfCodeword(version: number): readonly number[] {
  const blocks = tables.getBlocksCount(version, H);
  const total = getSymbolTotalCodewords(version);
  const correcting = tables.getTotalCodewordsCount(version, H);
  const short = blocks - (total % blocks);
  const least = Math.floor(total / blocks) - correcting / blocks;
  const order: number[] = [];
  for (let index = 0; index <= least; index += 1) {
    for (let block = 0; block < blocks; block += 1) if (index < least || block >= short) order.push(block);
  }
  for (let index = 0; index < correcting; index += 1) order.push(index % blocks);
  return order;
}
