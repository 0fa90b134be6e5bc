import { lanyingSessionEndpoints } from "../../backends/lanying/endpoints.ts";
import { BusinessError } from "../state/business-error.ts";
import type { DemoUser, World } from "../state/world.ts";

const lifetimeMs = 30 * 24 * 3600 * 1000;

function session(world: World, user: DemoUser | undefined, password: string) {
  if (user === undefined) throw new BusinessError(10000);
  if (user.password !== password) throw new BusinessError(world.position.wrongPasswordCode);
  return { token: world.openSession(user.id), user_id: user.id, expire: world.now() + lifetimeMs };
}

function userWith(world: World, isTheOne: (user: DemoUser) => boolean): DemoUser | undefined {
  return [...world.users.values()].find(isTheOne);
}

/** The three ways to a token, by path; they alone need none. */
export const signInRoutes = new Map<string, (world: World, body: unknown) => unknown>([
  [
    "/token/user",
    (world, body) => {
      const { name, mobile, password } = lanyingSessionEndpoints["/token/user"].body.parse(body);
      if (name === undefined && mobile === undefined) throw new BusinessError(10002, "name");
      const user = userWith(world, (one) => (name === undefined ? one.mobile === mobile : one.name === name));
      return session(world, user, password);
    },
  ],
  [
    "/token/login",
    (world, body) => {
      const { login_name: login, password } = lanyingSessionEndpoints["/token/login"].body.parse(body);
      return session(
        world,
        userWith(world, (one) => one.name === login || one.mobile === login),
        password,
      );
    },
  ],
  [
    "/token/id",
    (world, body) => {
      const { user_id: userId, password } = lanyingSessionEndpoints["/token/id"].body.parse(body);
      return session(world, world.users.get(userId), password);
    },
  ],
]);
