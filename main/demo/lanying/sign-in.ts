import { z } from "zod";
import { lanyingSessionEndpoints } from "../../backends/lanying/endpoints.ts";
import { id, text } from "../../backends/wire-fields.ts";
import { BusinessError } from "../state/business-error.ts";
import type { DemoUser, World } from "../state/world.ts";

const lifetimeMs = 30 * 24 * 3600 * 1000;

function session(world: World, user: DemoUser | undefined, password: string) {
  if (user === undefined) throw new BusinessError(10000);
  if (user.password !== password) throw new BusinessError(11001);
  return { token: world.openSession(user.id), user_id: user.id, expire: world.now() + lifetimeMs };
}

function byName(world: World, name: string): DemoUser | undefined {
  return [...world.users.values()].find((user) => user.name === name);
}

const idSignIn = z.object({ user_id: id, password: text, device_guid: text.optional() });

/** The three ways to a token, by path; they alone need none. */
export const signInRoutes = new Map<string, (world: World, body: unknown) => unknown>([
  [
    "/token/user",
    (world, body) => {
      const input = lanyingSessionEndpoints["/token/user"].body.parse(body);
      return session(world, byName(world, input.name), input.password);
    },
  ],
  [
    "/token/login",
    (world, body) => {
      const input = lanyingSessionEndpoints["/token/login"].body.parse(body);
      return session(world, byName(world, input.login_name), input.password);
    },
  ],
  [
    "/token/id",
    (world, body) => {
      const input = idSignIn.parse(body);
      return session(world, world.users.get(input.user_id), input.password);
    },
  ],
]);
