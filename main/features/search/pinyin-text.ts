import { pinyin } from "pinyin-pro";
import { soundWord } from "../../../shared/domain/search-text.ts";
import { soundsOf, spellings } from "./sounds.ts";

/** Ways to say it kept for each place where a search may begin, and how far they go: names are short, titles are not. */
const thoroughness = [
  { upTo: 4, ways: 16, reach: 12 },
  { upTo: 30, ways: 8, reach: 8 },
];
const sketchy = { ways: 1, reach: 6 };
/** A name's sound stays short; of a long text each character may take this much. */
const longestName = 4000;
const mostForOne = 30;
/** Of some signs, as 々, the sign itself is among the readings. */
const sayable = /^[a-z]+$/;

/** What one character, or a run of letters and digits, is said and typed as. */
interface Unit {
  readonly readings: readonly string[];
  readonly initials: readonly string[];
}

/**
 * How a name sounds, for a search by `instr`: `"LmlMl\tLangLiminglangMinglang"`, initials before the tab and whole
 * syllables after it, from every character on and with every reading of it. "" for names without Chinese.
 */
export function pinyinTextOf(name: string): string {
  const units = unitsOf(name);
  if (units.length === 0) return "";
  const initials = words(units.map((unit) => unit.initials));
  const syllables = words(units.map((unit) => unit.readings));
  const most = Math.max(longestName, units.length * mostForOne);
  return `${initials.join("")}\t${syllables.join("")}`.slice(0, most);
}

/**
 * The readings of each character, the likeliest here first; letters and digits in a row stay as they are. Those after
 * the last character are left out: the name itself is searched for them.
 */
function unitsOf(name: string): Unit[] {
  const units: Unit[] = [];
  let chineseUpTo = 0;
  let literal = "";
  const endLiteral = () => {
    if (literal !== "") units.push({ readings: [literal], initials: [literal] });
    literal = "";
  };
  const folded = name.normalize("NFKC").toLowerCase();
  for (const { origin, isZh, pinyin: here } of pinyin(folded, { type: "all", toneType: "none" })) {
    if (isZh) {
      endLiteral();
      const readings = distinct([...spellings(here), ...soundsOf(origin)]).filter((reading) =>
        sayable.test(reading),
      );
      // What has no other reading than itself is no sound.
      if (readings.length === 0) continue;
      units.push({ readings, initials: distinct(readings.map((reading) => reading.slice(0, 1))) });
      chineseUpTo = units.length;
    } else {
      for (const character of origin) {
        if (/[a-z0-9]/.test(character)) literal += character;
        else endLiteral();
      }
    }
  }
  return units.slice(0, chineseUpTo);
}

/** One word for each way to say the rest of the name from each place on; none that begins another. */
function words(units: readonly (readonly string[])[]): string[] {
  const { ways, reach } = thoroughness.find(({ upTo }) => units.length <= upTo) ?? sketchy;
  const found: string[] = [];
  for (let start = 0; start < units.length; start += 1) {
    found.push(...waysToSay(units.slice(start, start + reach), ways));
  }
  const sorted = distinct(found).sort();
  return sorted.filter((word, index) => sorted[index + 1]?.startsWith(word) !== true).map(soundWord);
}

/** At most `limit` ways; the readings of the first characters vary first, because they are what is typed. */
function waysToSay(units: readonly (readonly string[])[], limit: number): string[] {
  let beginnings: string[] = [""];
  for (const readings of units) {
    const longer = readings.flatMap((reading) => beginnings.map((beginning) => beginning + reading));
    beginnings = longer.length <= limit ? longer : longer.slice(0, limit);
  }
  return beginnings;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
