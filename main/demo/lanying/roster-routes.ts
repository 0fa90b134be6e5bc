import type { z } from "zod";
import { lanyingPeopleEndpoints } from "../../backends/lanying/endpoints.ts";
import { castId } from "../seed/cast.ts";
import { chineseName } from "../seed/people.ts";
import { avatarPng } from "../seed/png.ts";
import { SeededRandom } from "../state/random.ts";
import type { World } from "../state/world.ts";
import type { Call } from "./route.ts";

type Profile = z.input<(typeof lanyingPeopleEndpoints)["/roster/list"]["answer"]>[number];

/** Profiles of those who exist; who does not is left out. */
export function rosterList({ world, store }: Call, body: unknown): readonly Profile[] {
  const { list } = lanyingPeopleEndpoints["/roster/list"].body.parse(body);
  return list
    .filter((id) => world.isUser(id))
    .map((id) => {
      const profile = profileOf(world, id);
      const { avatar } = profile;
      if (avatar && !store.has(avatar)) store.seed(avatar, "image/png", () => avatarPng(numberOf(id) % 360));
      return profile;
    });
}

/**
 * The same for the same person every time: called as in a group where they have a card, one in forty by the user name
 * alone, one in three with a picture.
 */
function profileOf(world: World, id: string): Profile {
  const number = numberOf(id);
  const user = world.users.get(id);
  const nickName = cardAnywhere(world, id) ?? chineseName(new SeededRandom(number));
  return {
    user_id: id,
    username: user?.name ?? `user_${BigInt(id).toString(36)}`,
    ...(number % 40 === 7 ? {} : { nick_name: nickName }),
    ...(id === castId("wangwei") ? { alias: "老王（领队）" } : {}),
    ...(number % 3 === 0 ? { avatar: `avatar/user/${id}` } : {}),
  };
}

function cardAnywhere(world: World, id: string): string | null {
  for (const group of world.groups.values()) {
    const card = group.members.get(id)?.name;
    if (card) return card;
  }
  return null;
}

/** Spreads ids that lie close together. */
function numberOf(id: string): number {
  return Number(BigInt.asUintN(32, (BigInt(id) >> 4n) * 2_654_435_761n) >> 3n);
}
