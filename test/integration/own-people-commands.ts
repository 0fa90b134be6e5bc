import { expect } from "vitest";
import type { LanyingPath } from "../../main/backends/lanying/endpoints.ts";
import { chen, emma, wang } from "./operation-stage.ts";
import { inGroup, type OwnCommand, onFresh, people } from "./own-stage.ts";

/** A member command, run at once; `first` sets the stage with the same people. */
function onPeople(
  name: string,
  path: LanyingPath,
  check: OwnCommand["check"],
  first?: string,
  more: readonly string[] = [],
): OwnCommand {
  const line = (verb: string, groupId: string) =>
    ["members", verb, "--group", groupId, "--users", people, "--yes"] as const;
  return onFresh(
    [path],
    (_stage, groupId) => [...line(name, groupId), ...more],
    (ended) => {
      expect(ended.value).toMatchObject({ results: [{ outcome: "done" }, { outcome: "done" }] });
      check(ended);
    },
    first === undefined ? undefined : (stage, groupId) => stage.lanying(...line(first, groupId)),
  );
}

/** What is done to people in a group. */
export const ownPeopleCommands: Readonly<Record<string, OwnCommand>> = {
  "members kick": onPeople("kick", "/group/kick", ({ group }) =>
    expect(group().memberIds).toEqual([group().ownerId]),
  ),
  "members mute": onPeople(
    "mute",
    "/group/ban",
    ({ group }) => expect(group().mutedMinutes).toEqual([30, 30]),
    undefined,
    ["--minutes", "30"],
  ),
  "members unmute": onPeople(
    "unmute",
    "/group/unban",
    ({ group }) => expect(group().mutedIds).toEqual([]),
    "mute",
  ),
  "members block": onPeople("block", "/group/block", ({ group }) =>
    expect(group().blockedIds).toEqual([chen, wang]),
  ),
  "members unblock": onPeople(
    "unblock",
    "/group/unblock",
    ({ group }) => expect(group().blockedIds).toEqual([]),
    "block",
  ),
  "members promote": onPeople("promote", "/group/admin/add", ({ group }) =>
    expect(group().adminIds).toEqual([chen, wang]),
  ),
  "members demote": onPeople(
    "demote",
    "/group/admin/remove",
    ({ group }) => expect(group().adminIds).toEqual([]),
    "promote",
  ),
  "members invite": onFresh(
    ["/group/invite"],
    (_stage, groupId) => ["members", "invite", ...inGroup(groupId), "--users", emma, "--yes"],
    ({ group }) => expect(group().memberIds).toContain(emma),
  ),
  "members names": onFresh(
    ["/group/member_list"],
    () => ["members", "names"],
    ({ value, demo }) => {
      expect(value).toContainEqual(expect.objectContaining({ groupName: "fresh", members: 3, named: 3 }));
      expect(demo.requests.map(({ path }) => path)).toContain("/roster/list");
    },
    (stage) => stage.lanying("sync", "--members"),
  ),
  "members note": onFresh(
    [],
    () => ["members", "note", "--user", emma, "--note", "会计"],
    ({ value }) => expect(value).toEqual({ userId: emma, note: "会计", name: "会计" }),
  ),
  "moderation muted": onFresh(
    ["/group/banned_list"],
    (_stage, groupId) => ["moderation", "muted", ...inGroup(groupId)],
    ({ value, group }) => {
      expect(value).toMatchObject({ rows: [{ userId: chen, mutedUntil: -1 }] });
      expect(group().mutedIds).toEqual([chen]);
    },
    (stage, groupId) => stage.lanying("members", "mute", ...inGroup(groupId), "--users", chen, "--yes"),
  ),
  "moderation blocked": onFresh(
    ["/group/blocked_list"],
    (_stage, groupId) => ["moderation", "blocked", ...inGroup(groupId)],
    ({ value, group }) => {
      expect(value).toMatchObject({ rows: [{ userId: wang }] });
      expect(group().blockedIds).toEqual([wang]);
    },
    (stage, groupId) => stage.lanying("members", "block", ...inGroup(groupId), "--users", wang, "--yes"),
  ),
  "groups mute-all": onFresh(
    ["/group/settings/ban_all"],
    (_stage, groupId) => ["groups", "mute-all", "--groups", groupId, "--minutes", "30", "--yes"],
    ({ group }) => expect(group().allMutedMinutes).toBe(30),
  ),
  "groups unmute-all": onFresh(
    ["/group/settings/unban_all"],
    (_stage, groupId) => ["groups", "unmute-all", "--groups", groupId, "--yes"],
    ({ group }) => expect(group().allMutedMinutes).toBe(0),
    (stage, groupId) => stage.lanying("groups", "mute-all", "--groups", groupId, "--yes"),
  ),
};
