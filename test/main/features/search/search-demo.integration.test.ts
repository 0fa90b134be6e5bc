import { expect, test } from "vitest";
import { soundsOf } from "../../../../main/features/search/sounds.ts";
import type { SearchHit } from "../../../../shared/ipc/search-calls.ts";
import { servicesOnDemo } from "../../../support/demo-world.ts";

/** The whole app without a window, signed in to the demo, one group's members and files read. */
async function demoWorld() {
  const { services, demo, accountId } = await servicesOnDemo();
  await services.members.sync(accountId, demo.groups.owned);
  await services.members.sync(accountId, demo.groups.admin);
  await services.files.sync(accountId, demo.groups.owned);
  await services.searchIndex.catchUp();
  return { services, demo, accountId };
}

const allChinese = /^\p{Script=Han}{2,4}$/u;

test("what the demo holds is found by name and by sound, and compared between groups", async () => {
  const { services, demo, accountId } = await demoWorld();
  const { groups, members, search } = services;
  const hitsOf = (query: string) => search.everything({ query });
  const isHit = (kind: SearchHit["kind"], id: string) => expect.objectContaining({ kind, id, accountId });

  const group = await groups.get(accountId, demo.groups.owned);
  expect(group.avatar).not.toBeNull();
  const groupHit = { kind: "group", id: group.id, accountId, avatar: group.avatar };
  expect(await hitsOf(group.name)).toContainEqual(expect.objectContaining(groupHit));

  const window = { accountId, groupId: demo.groups.owned, query: "", offset: 0, limit: 500 };
  const { rows } = await members.window(window);
  const chinese = rows.find(({ name }) => allChinese.test(name));
  if (chinese === undefined) throw new Error("the demo has nobody with a Chinese name");
  const initials = [...chinese.name].map((character) => soundsOf(character)[0]?.[0]).join("");
  const found = await members.window({ ...window, query: initials });
  expect(found.rows.map(({ id }) => id)).toContain(chinese.id);
  expect(await hitsOf(chinese.name)).toContainEqual(isHit("member", chinese.id));

  const pair = { accountId, firstGroupId: demo.groups.owned, secondGroupId: demo.groups.admin };
  const slice = { ...pair, offset: 0, limit: 500 };
  const both = await search.compare({ ...slice, relation: "in_both" });
  const only = await search.compare({ ...slice, relation: "only_first" });
  expect(both.total + only.total).toBe((await members.window(window)).total);
  const several = await search.smartList({ ...window, list: "in_several_groups" });
  expect(several.rows.map(({ id }) => id).sort()).toEqual(both.rows.map(({ id }) => id).sort());

  expect(both.rows.map(({ id }) => id)).toContain(demo.userId);
  const card = await search.card({ accountId, memberId: demo.userId });
  const read = [demo.groups.owned, demo.groups.admin];
  expect(card.groups.map(({ groupId }) => groupId).sort()).toEqual(read.toSorted());
  // In the others they may be as well: nobody has read who is in them.
  expect(card.unreadIds).toHaveLength(card.groupCount - read.length);
  expect(card.unreadIds).not.toContain(demo.groups.owned);
});

test("a file of the demo is found with the group it is in", async () => {
  const { services, demo, accountId } = await demoWorld();
  const [file] = await services.everyFile(accountId, demo.groups.owned);
  if (file === undefined) throw new Error("the demo's group has no file");
  expect(await services.search.everything({ query: file.name })).toContainEqual(
    expect.objectContaining({ kind: "file", id: file.id, groupId: demo.groups.owned, accountId }),
  );
});
