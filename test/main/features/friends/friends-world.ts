import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createBackend } from "../../../../main/backends/create-backend.ts";
import { createFriendsService } from "../../../../main/features/friends/friends-service.ts";
import { createPacedCall } from "../../../../main/features/friends/paced-call.ts";
import { createPacingRepository } from "../../../../main/features/friends/pacing-repository.ts";
import { createPacingService } from "../../../../main/features/friends/pacing-service.ts";
import { createJoinService } from "../../../../main/features/join/join-service.ts";
import { openDatabase } from "../../../../main/platform/database/open-database.ts";
import { silentLog } from "../../../../main/platform/log.ts";
import { wechatAccount } from "../../../support/demo-accounts.ts";
import { runningDemo } from "../../../support/demo-world.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { keptActivity } from "../activity/kept-activity.ts";
import { cacheWorld } from "../groups/cache-world.ts";
import { keptCodes } from "../join/kept-codes.ts";

export const groupId = "34559815390@chatroom";
/** Members of that group; the one with number 6 lets nobody add them from a group. */
export const person = (number: number) => `wxid_demo000000${1000 + number}`;
export const minute = 60_000;
export const hour = 60 * minute;

/** One WeChat account on the demo's gateway, its pace on a clock that the test moves. */
export async function friendsWorld() {
  const demo = await runningDemo();
  const input = wechatAccount(demo);
  const world = await cacheWorld({ createBackend, input });
  const { accounts, members, emit, clock, accountId } = world;
  const { kept: recorded, activity } = keptActivity();
  // Counted from the test's own clock, the account is old.
  clock.now = Date.now() + 100 * hour;
  const journal = await openDatabase(join(await tempFolder(), "journal.sqlite"), "journal");
  onTestFinished(() => journal.close());
  /** As another run of the app over the same disk. */
  const built = () => {
    const repository = createPacingRepository({ journal, cache: world.database });
    const pacing = createPacingService({
      repository,
      selfIdOf: (id) => accounts.get(id).selfId ?? id,
      emit,
      now: () => clock.now,
      random: () => 0.5,
    });
    const friends = createFriendsService({ accounts, members, pacing, activity });
    return { pacing, repository, friends, call: createPacedCall({ accounts, pacing }) };
  };
  const { pacing, repository, friends, call } = built();
  const joining = createJoinService({
    accounts: async () => accounts.list(),
    backendFor: (id) => accounts.backendFor(id),
    findGroup: async () => null,
    syncGroups: async () => undefined,
    joined: async () => undefined,
    seen: keptCodes(),
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
    join: joining,
    journal,
    call,
    input,
    recorded,
    built,
    ask: (number: number) => friends.request({ accountId, groupId, memberId: person(number) }, "你好"),
    state: (number?: number) => friends.state(accountId, number === undefined ? null : person(number)),
    sent: async () => (await demo.inspect()).geweFriendRequests,
  };
}
