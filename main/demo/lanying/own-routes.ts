import { z } from "zod";
import { lanyingPeopleEndpoints } from "../../backends/lanying/endpoints.ts";
import { id, ids } from "../../backends/wire-fields.ts";
import { castId } from "../seed/cast.ts";
import { chineseName } from "../seed/people.ts";
import { avatarPng } from "../seed/png.ts";
import { SeededRandom } from "../state/random.ts";
import type { World } from "../state/world.ts";
import type { Call } from "./route.ts";

interface OwnRoute {
  readonly answer: z.ZodType;
  readonly handle: (call: Call, body: unknown) => unknown;
}

const ofUser = z.looseObject({ user_id: id });

/**
 * What the vendor's client reads of the person who signed in and of others, by verb and path; without it, it never
 * finishes signing in.
 */
export const ownRoutes = new Map<string, OwnRoute>([
  [
    "GET /roster/list",
    { answer: ids, handle: ({ world, userId }) => [...world.users.keys()].filter((one) => one !== userId) },
  ],
  ["POST /roster/list", { answer: lanyingPeopleEndpoints["/roster/list"].answer, handle: profiles }],
  [
    "GET /user/profile",
    {
      answer: ofUser,
      handle: ({ world, userId }) => {
        const { name, mobile } = world.users.get(userId) ?? {};
        return { user_id: userId, username: name, mobile };
      },
    },
  ],
  [
    "GET /user/settings",
    {
      answer: ofUser,
      handle: ({ world, userId }) => ({
        user_id: userId,
        group_confirm: world.users.get(userId)?.confirmsInvitations ?? false,
      }),
    },
  ],
  ["GET /user/device/list", { answer: z.array(z.unknown()), handle: () => [{ device_sn: 1, platform: 6 }] }],
]);

/** The app's own switches, told to everybody who names the app. */
export const appConfigPath = "/app/config";
export const appConfig = { hide_member_info: true };

type Profile = z.input<(typeof lanyingPeopleEndpoints)["/roster/list"]["answer"]>[number];

/** Profiles of those who exist; who does not is left out. */
function profiles({ world, store }: Call, body: unknown): readonly Profile[] {
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
