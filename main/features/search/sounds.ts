import { pinyin } from "pinyin-pro";

const known = new Map<string, readonly string[]>();

/** Every reading of one character, without tones, as it may be typed: 单 → dan, shan, chan; 女 → nv, nu, ru. */
export function soundsOf(character: string): readonly string[] {
  const kept = known.get(character);
  if (kept !== undefined) return kept;
  const readings = pinyin(character, { multiple: true, type: "array", toneType: "none" });
  const typed = readings.flatMap(spellings);
  known.set(character, typed);
  return typed;
}

/** What is typed without the ü: v on keyboards, u by habit. */
export function spellings(reading: string): string[] {
  return reading.includes("ü") ? [reading.replaceAll("ü", "v"), reading.replaceAll("ü", "u")] : [reading];
}
