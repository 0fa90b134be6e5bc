import { onTestFinished } from "vitest";
import { createBackend } from "../../../../main/backends/create-backend.ts";
import { startDemo } from "../../../../main/demo/demo-server.ts";
import type { NewActivity } from "../../../../main/features/activity/activity-service.ts";
import { createFriendsService } from "../../../../main/features/friends/friends-service.ts";
import { createPacingRepository } from "../../../../main/features/friends/pacing-repository.ts";
import { createPacingService } from "../../../../main/features/friends/pacing-service.ts";
import { createJoinService } from "../../../../main/features/join/join-service.ts";
import type { Database } from "../../../../main/platform/database/database.ts";
import { silentLog } from "../../../../main/platform/log.ts";
import { cacheWorld } from "../groups/cache-world.ts";

export const groupId = "34559815390@chatroom";
/** Members of that group; the one with number 6 lets nobody add them from a group. */
export const person = (number: number) => `wxid_demo000000${1000 + number}`;
export const minute = 60_000;
export const hour = 60 * minute;

/** One WeChat account on the demo's gateway, its pace on a clock that the test moves. */
export async function friendsWorld() {
  const demo = await startDemo();
  onTestFinished(() => demo.stop());
  const world = await cacheWorld({
    createBackend,
    input: {
      kind: "gewe",
      name: "WeChat",
      apiUrl: demo.geweUrl,
      appId: demo.geweAppId,
      credential: { type: "token", token: demo.geweToken },
      allowsInsecureHttp: false,
    },
  });
  const { accounts, members, emit, clock, accountId } = world;
  const recorded: NewActivity[] = [];
  const activity = {
    record: async (activities: readonly NewActivity[]) => void recorded.push(...activities),
  };
  // Counted from the test's own clock, the account is old.
  clock.now = Date.now() + 100 * hour;
  const built = (database: Database) => {
    const repository = createPacingRepository(database);
    const pacing = createPacingService({ repository, emit, now: () => clock.now, random: () => 0.5 });
    return { pacing, repository, friends: createFriendsService({ accounts, members, pacing, activity }) };
  };
  const { pacing, repository, friends } = built(world.database);
  const join = createJoinService({
    accounts: async () => accounts.list(),
    backendFor: (id) => accounts.backendFor(id),
    findGroup: async () => null,
    syncGroups: async () => undefined,
    activity,
    pacing,
    log: silentLog,
  });
  return {
    ...world,
    demo,
    pacing,
    repository,
    friends,
    join,
    recorded,
    built,
    ask: (number: number) => friends.request({ accountId, groupId, memberId: person(number) }, "你好"),
    state: (number?: number) => friends.state(accountId, number === undefined ? null : person(number)),
    sent: async () => (await demo.inspect()).geweFriendRequests,
  };
}
