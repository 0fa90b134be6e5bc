import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { zxingWasmBytes } from "../../main/features/join/zxing-wasm-file.ts";
import { readCodes } from "../../shared/qr-reader/read-codes.ts";
import { startZxing } from "../../shared/qr-reader/zxing.ts";
import { atLeast, atMost, atMostAbsolute, type Figure } from "./figure.ts";
import { damagedCodes } from "./qr/damaged-codes.ts";
import { emptyPictures } from "./qr/empty-pictures.ts";
import { handheldPhotos } from "./qr/handheld.ts";
import { measure, type Outcome, type OwnRead, type Score } from "./qr/measure.ts";
import { crowdedPhotos, largePhotos } from "./qr/photos.ts";
import { rivals } from "./qr/rivals.ts";
import { scoreboard } from "./qr/scoreboard.ts";
import { hardScreenshots, screenshots } from "./qr/screenshots.ts";
import type { PictureSet } from "./qr/set-of-pictures.ts";
import { sheetsOfCodes } from "./qr/sheets.ts";

/** Our reader of codes against every open one, on pictures made here: `npm run bench qr [--quick]`. */
export async function benchQr(): Promise<readonly Figure[]> {
  await startZxing({ bytes: await zxingWasmBytes() });
  const ours: OwnRead = async (image, onFirst) =>
    (await readCodes(image, { onFound: onFirst })).map((code) => code.text);
  // One picture each before the clock counts: engines start and code gets compiled.
  await measure({ name: "warm-up", pictures: damagedCodes(1) }, ours, rivals);

  const outcomes: Outcome[] = [];
  for (const set of sets(process.argv.includes("--quick") ? 4 : 1)) {
    const outcome = await measure(set, ours, rivals);
    console.log(scoreboard(outcome));
    outcomes.push(outcome);
  }
  const figures = outcomes.flatMap(figuresOf);
  const folder = path.join(path.dirname(path.dirname(import.meta.dirname)), "out");
  mkdirSync(folder, { recursive: true });
  const report = { at: new Date().toISOString(), node: process.version, outcomes, figures };
  writeFileSync(path.join(folder, "bench-qr.json"), `${JSON.stringify(report, null, 2)}\n`);
  return figures;
}

const set4k = "4K screenshots";
const setLarge = "12 and 50 MP photos";

/** Every `part`th picture of each set. */
function sets(part: number): readonly PictureSet[] {
  return [
    { name: "screenshots", pictures: screenshots("smaller", 120 / part) },
    { name: set4k, pictures: screenshots("4K", 120 / part) },
    { name: "small and blurred", pictures: hardScreenshots(60 / part) },
    { name: "crowded photos", pictures: crowdedPhotos(20 / part) },
    { name: "sheets of codes", pictures: sheetsOfCodes(12 / part) },
    { name: setLarge, pictures: largePhotos(8 / part) },
    { name: "photos by hand", pictures: handheldPhotos(120 / part) },
    { name: "one damaged code", pictures: damagedCodes(Math.ceil(6 / part)) },
    { name: "no code", pictures: emptyPictures(Math.ceil(42 / part)) },
  ];
}

/** Time is told as a multiple of the fastest rival that reads several codes, because machines differ. */
function figuresOf({ set, scores, missed }: Outcome): readonly Figure[] {
  const [own, ...others] = scores;
  const zxing = others.find((score) => score.reader === "zxing-wasm");
  if (own === undefined || zxing === undefined) throw new Error("the readers were not measured");
  const best = others.reduce<Score>((most, score) => (score.found > most.found ? score : most), zxing);
  const figures = [
    ...(own.codes > 0
      ? [atLeast(`${set}: found of ${own.codes}`, "codes", own.found, best.reader, best.found, 1)]
      : []),
    atMostAbsolute(`${set}: only others read`, "codes", missed.length, 0),
    atMostAbsolute(`${set}: texts that are not there`, "codes", own.wrong, 0),
  ];
  if (set === set4k) {
    figures.push(
      atMost(`${set}: first code`, "ms", own.firstMs, "zxing-wasm", zxing.firstMs, 1.1),
      atMost(`${set}: all codes`, "ms", own.medianMs, "zxing-wasm", zxing.medianMs, 3),
    );
  }
  if (set === setLarge)
    figures.push(atMost(`${set}: all codes`, "ms", own.medianMs, "zxing-wasm", zxing.medianMs, 3));
  return figures;
}
