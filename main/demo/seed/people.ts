import type { SeededRandom } from "../state/random.ts";

const familyNames = [
  "王",
  "李",
  "张",
  "刘",
  "陈",
  "杨",
  "黄",
  "赵",
  "周",
  "吴",
  "徐",
  "孙",
  "欧阳",
  "司马",
] as const;
const givenNames = [
  "伟",
  "芳",
  "敏",
  "静",
  "晓东",
  "丽华",
  "建国",
  "雨桐",
  "子涵",
  "思远",
  "佳怡",
  "志强",
  "梦琪",
  "浩然",
  "欣妍",
  "文博",
] as const;
const firstNames = [
  "Alice",
  "Ben",
  "Carla",
  "Daniel",
  "Emma",
  "Felix",
  "Grace",
  "Hugo",
  "Ines",
  "Jack",
  "Keiko",
  "Liam",
  "María",
  "Noah",
  "Olga",
  "Priya",
] as const;
const lastNames = [
  "Andersson",
  "Brown",
  "Costa",
  "Davies",
  "Evans",
  "Fischer",
  "García",
  "Hansen",
  "Ito",
  "Jones",
  "Kowalski",
  "Lee",
] as const;

export function chineseName(random: SeededRandom): string {
  return random.pick(familyNames) + random.pick(givenNames);
}

export function englishName(random: SeededRandom): string {
  return `${random.pick(firstNames)} ${random.pick(lastNames)}`;
}

/** Mostly Chinese names, some with what people put into their cards. */
export function cardName(random: SeededRandom, place: number): string {
  const name = random.next() < 0.75 ? chineseName(random) : englishName(random);
  const kind = random.next();
  if (kind < 0.1) return `${name}（${place}号楼）`;
  if (kind < 0.16) return `${name} 🏃`;
  return name;
}

/** People who exist in masses: 13-digit ids in a range of their own. */
export function crowdId(place: number): string {
  return String(6_597_069_766_656 + place * 16);
}

/** Cheap to make a hundred thousand times, and different for each of them: the number is the runner's bib. */
export function crowdName(place: number): string {
  const mixed = Math.imul(place + 1, 2_654_435_761) >>> 0;
  if (mixed % 9 === 4) {
    const first = firstNames[(mixed >>> 6) % firstNames.length] ?? "";
    return `${first} ${lastNames[(mixed >>> 12) % lastNames.length] ?? ""} ${place + 1}`;
  }
  const family = familyNames[(mixed >>> 16) % familyNames.length] ?? "";
  return `${family}${givenNames[(mixed >>> 8) % givenNames.length] ?? ""} ${place + 1}`;
}
