import { demoMobile, demoPassword, demoUser } from "../demo-credentials.ts";
import type { SeededRandom } from "../state/random.ts";
import type { World } from "../state/world.ts";
import type { Person } from "./group-builder.ts";
import { cardName } from "./people.ts";

/** The person at the screen. */
export const selfId = "2302128618880";
export const selfCard = "林晓";

/** People with a part of their own. All can sign in with the demo's password, by the name before the colon. */
const namedPeople = [
  ["chenjing", "陈静"],
  ["wangwei", "王伟"],
  ["alice", "Alice Brown"],
  ["daniel", "Daniel Costa"],
  ["zhaomin", "赵敏"],
  ["liuyang", "刘洋"],
  ["emma", "Emma Fischer"],
  ["sunli", "孙丽"],
  ["keiko", "Keiko Ito"],
  ["zhouhao", "周浩"],
] as const;

export type CastName = (typeof namedPeople)[number][0];

function namedId(place: number): string {
  return String(2302128619008 + place * 128);
}

export function castId(name: CastName): string {
  return namedId(namedPeople.findIndex(([signIn]) => signIn === name));
}

export function castMember(name: CastName): Person {
  const place = namedPeople.findIndex(([signIn]) => signIn === name);
  return { id: namedId(place), card: namedPeople[place]?.[1] ?? null };
}

/** Registers everybody who can sign in. Zhou Hao alone confirms invitations before he is in a group. */
export function seedUsers(world: World): void {
  const others = { password: demoPassword, mobile: null };
  world.users.set(selfId, {
    ...{ id: selfId, name: demoUser, password: demoPassword, mobile: demoMobile },
    confirmsInvitations: false,
  });
  for (const [name] of namedPeople) {
    const id = castId(name);
    world.users.set(id, { id, name, ...others, confirmsInvitations: name === "zhouhao" });
  }
}

/** So many extras from `first` on; about one in twelve has no card. */
export function extras(random: SeededRandom, first: number, count: number): Person[] {
  return Array.from({ length: count }, (_, i) => ({
    id: String(2302200000000 + (first + i) * 96),
    card: random.below(12) === 0 ? null : cardName(random, (i % 9) + 1),
  }));
}
