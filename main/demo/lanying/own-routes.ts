import { z } from "zod";
import { id, ids } from "../../backends/wire-fields.ts";
import type { Call } from "./route.ts";

interface OwnRoute {
  readonly answer: z.ZodType;
  readonly handle: (call: Call) => unknown;
}

const ofUser = z.looseObject({ user_id: id });

/** What the vendor's client reads of the person who signed in, by path; without it, it never finishes signing in. */
export const ownRoutes = new Map<string, OwnRoute>([
  [
    "/roster/list",
    { answer: ids, handle: ({ world, userId }) => [...world.users.keys()].filter((one) => one !== userId) },
  ],
  [
    "/user/profile",
    {
      answer: ofUser,
      handle: ({ world, userId }) => {
        const { name, mobile } = world.users.get(userId) ?? {};
        return { user_id: userId, username: name, mobile };
      },
    },
  ],
  [
    "/user/settings",
    {
      answer: ofUser,
      handle: ({ world, userId }) => ({
        user_id: userId,
        group_confirm: world.users.get(userId)?.confirmsInvitations ?? false,
      }),
    },
  ],
  ["/user/device/list", { answer: z.array(z.unknown()), handle: () => [{ device_sn: 1, platform: 6 }] }],
]);

/** The app's own switches, told to everybody who names the app. */
export const appConfigPath = "/app/config";
export const appConfig = { hide_member_info: true };
