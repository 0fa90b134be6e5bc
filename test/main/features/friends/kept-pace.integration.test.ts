import { expect, test } from "vitest";
import { friendsWorld, groupId, hour, minute, person } from "./friends-world.ts";

const askBy = (number: number) => ({ chatroomId: groupId, memberWxid: person(number), content: "hi" });

test("an account that is removed and added again keeps its pace: it belongs to the person", async () => {
  const { ask, accounts, accountId, input, friends, clock, sent } = await friendsWorld();
  await ask(1);
  await accounts.remove(accountId);
  const { id: again } = await accounts.add(input);
  expect(again).not.toBe(accountId);
  clock.now += 10 * minute;
  const member = { accountId: again, groupId, memberId: person(2) };
  expect(await friends.request(member, "hi")).toMatchObject({ outcome: "too_soon" });
  expect(await friends.state(again, person(1))).toMatchObject({
    requestsPerDay: { used: 1 },
    lastRequest: { outcome: "sent" },
  });
  expect(await sent()).toEqual([person(1)]);
});

test("so does the pause that WeChat asked for", async () => {
  const { ask, accounts, accountId, input, friends, demo } = await friendsWorld();
  await demo.control({
    fault: { path: "addGroupMemberAsFriend", code: 500, message: "操作过于频繁", failTimes: 1 },
  });
  await ask(1);
  await accounts.remove(accountId);
  const { id: again } = await accounts.add(input);
  expect((await friends.state(again, null)).stopped?.message).toContain("频繁");
});

test("an account added anew is as old as what its person sent first", async () => {
  const { ask, accounts, accountId, input, friends, clock } = await friendsWorld();
  clock.now = Date.now() - 100 * hour;
  await ask(1);
  clock.now = Date.now();
  expect((await friends.state(accountId, null)).newForRequestsUntil).toBeNull();
  await accounts.remove(accountId);
  const { id: again } = await accounts.add(input);
  expect((await friends.state(again, null)).newForRequestsUntil).toBeNull();
});

test("operations called by their path keep the same pace, and tell the counters where it holds them back", async () => {
  const { call, accountId, ask, state, sent, demo } = await friendsWorld();
  expect(await call(accountId, "/group/addGroupMemberAsFriend", askBy(1))).toMatchObject({
    v3: expect.stringMatching(/^v3_/),
  });
  expect(await state(1)).toMatchObject({ requestsPerDay: { used: 1 }, lastRequest: { outcome: "sent" } });
  expect(await ask(2)).toMatchObject({ outcome: "too_soon" });
  await expect(call(accountId, "/group/addGroupMemberAsFriend", askBy(2))).rejects.toMatchObject({
    code: "rate_limited",
    message: expect.stringMatching(
      /friend requests: 1 of 15 in 24 h, 1 of 8 in 2 h; next possible at \d{4}-/,
    ),
  });
  expect(await sent()).toEqual([person(1)]);
  await call(accountId, "/group/joinRoomUsingQRCode", { qrUrl: demo.codes.wechatGroup });
  await call(accountId, "/group/agreeJoinRoom", { url: demo.codes.wechatInvite });
  expect(await state()).toMatchObject({ joinsPerDay: { used: 2 } });
});

test("what only reads is called as it is", async () => {
  const { call, accountId, ask, state } = await friendsWorld();
  await ask(1);
  expect(await call(accountId, "/group/getChatroomInfo", { chatroomId: groupId })).toMatchObject({
    chatroomId: groupId,
  });
  expect(await state()).toMatchObject({ requestsPerDay: { used: 1 }, joinsPerDay: { used: 0 } });
});

test("two runs of the app at the same moment do not both send", async () => {
  const { friends, built, accountId, sent } = await friendsWorld();
  const other = built().friends;
  const asked = [friends, other].map((one, at) =>
    one.request({ accountId, groupId, memberId: person(at + 1) }, "hi"),
  );
  const results = await Promise.allSettled(asked);
  const isSent = results.map((one) => one.status === "fulfilled" && one.value.outcome === "sent");
  expect(isSent.filter(Boolean)).toHaveLength(1);
  expect(await sent()).toHaveLength(1);
});

test("a stop that another run of the app met keeps this one from sending, however late it came", async () => {
  const { repository, accounts, accountId, clock, journal } = await friendsWorld();
  const selfId = accounts.get(accountId).selfId ?? accountId;
  const attempt = { selfId, kind: "friend", groupId, personId: person(1), at: clock.now, gapMs: 0 } as const;
  const lastId = await repository.lastId(selfId);
  await repository.setStop(selfId, clock.now, "频繁");
  expect(await repository.add(attempt, lastId)).toBeNull();
  expect(await journal.numbers("SELECT count(*) FROM wechat_attempts")).toEqual(new Float64Array([0]));
});

test("a clock that was years ahead and is put right holds back for a day, and gives nothing away", async () => {
  const { ask, clock, state } = await friendsWorld();
  const right = clock.now;
  clock.now += 3 * 365 * 24 * hour;
  expect(await ask(1)).toMatchObject({ outcome: "sent" });
  clock.now = right;
  expect(await ask(2)).toMatchObject({ outcome: "too_soon" });
  const { nextRequestAt, requestsPerDay } = await state(2);
  expect(requestsPerDay.used).toBe(1);
  expect(nextRequestAt ?? 0).toBeLessThan(right + hour);
  clock.now = right + hour;
  expect(await ask(2)).toMatchObject({ outcome: "sent" });
});

test("every request is listed, newest first", async () => {
  const { ask, friends, accountId, clock } = await friendsWorld();
  await ask(1);
  clock.now += hour;
  await ask(6);
  expect(await friends.requests(accountId)).toMatchObject([
    { personId: person(6), groupId, outcome: "refused", message: expect.stringContaining("隐私设置") },
    { personId: person(1), groupId, outcome: "sent", message: null },
  ]);
});
