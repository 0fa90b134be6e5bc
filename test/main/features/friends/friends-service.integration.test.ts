import { expect, test } from "vitest";
import { friendsWorld, groupId, hour, minute, person } from "./friends-world.ts";

test("a request is sent once, counted and recorded; sent is not added", async () => {
  const { ask, state, sent, recorded, clock, events } = await friendsWorld();
  expect(await ask(1)).toEqual({ outcome: "sent", message: null });
  expect(await sent()).toEqual([person(1)]);
  expect(await state(1)).toMatchObject({
    requestsPerDay: { used: 1, limit: 15 },
    requestsPerTwoHours: { used: 1, limit: 8 },
    nextRequestAt: clock.now + 24 * hour,
    lastRequest: { at: clock.now, outcome: "sent" },
    newForRequestsUntil: null,
    stopped: null,
  });
  expect(await state(2)).toMatchObject({ nextRequestAt: clock.now + 35 * minute, lastRequest: null });
  expect(recorded).toMatchObject([{ kind: "friend_request", outcome: "done", targetId: person(1) }]);
  expect(events()).toContain("friends.changed");
});

test("nothing is sent before its time, and the same person not again the same day", async () => {
  const { ask, sent, clock } = await friendsWorld();
  await ask(1);
  clock.now += 34 * minute;
  expect(await ask(2)).toEqual({ outcome: "too_soon", message: null });
  clock.now += minute;
  expect(await ask(2)).toMatchObject({ outcome: "sent" });
  clock.now += 2 * hour;
  expect(await ask(1)).toMatchObject({ outcome: "too_soon" });
  clock.now += 22 * hour;
  expect(await ask(1)).toMatchObject({ outcome: "sent" });
  expect(await sent()).toEqual([person(1), person(2), person(1)]);
});

test("two asked at the same moment are not both sent", async () => {
  const { ask, sent } = await friendsWorld();
  const results = await Promise.allSettled([ask(1), ask(2)]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await sent()).toHaveLength(1);
});

test("a refusal is told in the service's words and counts", async () => {
  const { ask, state, recorded } = await friendsWorld();
  const result = await ask(6);
  expect(result.outcome).toBe("refused");
  expect(result.message).toContain("隐私设置");
  expect(await state(6)).toMatchObject({ requestsPerDay: { used: 1 }, lastRequest: { outcome: "refused" } });
  expect(recorded).toMatchObject([{ outcome: "refused" }]);
});

test("a lost answer counts as sent and is not repeated", async () => {
  const { ask, state, sent, demo, recorded } = await friendsWorld();
  await demo.control({ fault: { path: "addGroupMemberAsFriend", loseAnswer: true, failTimes: 1 } });
  expect(await ask(1)).toMatchObject({ outcome: "unknown" });
  expect(await sent()).toEqual([person(1)]);
  expect(await state(1)).toMatchObject({ requestsPerDay: { used: 1 }, lastRequest: { outcome: "unknown" } });
  expect(recorded).toMatchObject([{ outcome: "unknown" }]);
});

test("a complaint about too much stops the account until the person resumes", async () => {
  const { ask, state, friends, demo, accountId, clock, sent } = await friendsWorld();
  await demo.control({
    fault: { path: "addGroupMemberAsFriend", code: 500, message: "操作过于频繁，请稍后再试", failTimes: 1 },
  });
  expect(await ask(1)).toMatchObject({ outcome: "refused" });
  clock.now += 25 * hour;
  expect(await ask(2)).toMatchObject({ outcome: "stopped" });
  expect((await state()).stopped?.message).toContain("频繁");
  await friends.resume(accountId);
  expect((await state()).stopped).toBeNull();
  expect(await ask(2)).toMatchObject({ outcome: "sent" });
  expect(await sent()).toEqual([person(2)]);
});

test("the pace survives a restart", async () => {
  const { ask, built, accountId, clock } = await friendsWorld();
  await ask(1);
  const { friends } = built();
  clock.now += 10 * minute;
  expect(await friends.request({ accountId, groupId, memberId: person(2) }, "hi")).toMatchObject({
    outcome: "too_soon",
  });
});

test("a request is accepted when the person, or its key, is among the friends", async () => {
  const { ask, state, pacing, accountId, friends, clock } = await friendsWorld();
  await ask(1);
  expect(await friends.check({ accountId, groupId, memberId: person(1) })).toBe(false);
  expect((await state(1)).lastRequest?.outcome).toBe("sent");
  await pacing.markAccepted(accountId, ["wxid_somebody_else"]);
  expect((await state(1)).lastRequest?.outcome).toBe("sent");
  const v3 = `v3_020b3826fd0301${Buffer.from(person(1)).toString("hex")}@stranger`;
  await pacing.markAccepted(accountId, [v3]);
  expect((await state(1)).lastRequest?.outcome).toBe("accepted");
  clock.now += hour;
  await ask(2);
  await pacing.markAccepted(accountId, [person(2)]);
  expect((await state(2)).lastRequest?.outcome).toBe("accepted");
});

test("offline nothing was sent, so nothing is counted", async () => {
  const { ask, state, demo } = await friendsWorld();
  await demo.stop();
  await expect(ask(1)).rejects.toMatchObject({ code: "offline" });
  expect((await state(1)).requestsPerDay.used).toBe(0);
});

test("an account just added is pointed out", async () => {
  const { state, clock } = await friendsWorld();
  clock.now -= 50 * hour;
  expect(await state()).toMatchObject({ newForJoinsUntil: null });
  expect((await state()).newForRequestsUntil).toBeGreaterThan(clock.now);
});

test("joins by code count in the same pace, also those that fail, and end at ten a day", async () => {
  const { join, demo, state, accountId, clock } = await friendsWorld();
  const { wechatGroup, wechatExpired } = demo.codes;
  expect(await join.join({ accountId, text: wechatGroup })).toMatchObject({ outcome: "joined" });
  for (let count = 1; count < 10; count += 1) {
    await join.join({ accountId, text: wechatExpired });
    clock.now += minute;
  }
  expect(await state()).toMatchObject({
    joinsPerDay: { used: 10, limit: 10 },
    nextJoinAt: clock.now - 9 * minute + 24 * hour,
    requestsPerDay: { used: 0 },
  });
  const seen = (await demo.inspect()).requests.filter(({ path }) => path.includes("joinRoomUsingQRCode"));
  const next = new Date(clock.now - 10 * minute + 24 * hour + minute).toISOString();
  await expect(join.join({ accountId, text: wechatExpired })).rejects.toMatchObject({
    code: "rate_limited",
    message: expect.stringContaining(`groups joined: 10 of 10 in 24 h; next possible at ${next}`),
  });
  const after = (await demo.inspect()).requests.filter(({ path }) => path.includes("joinRoomUsingQRCode"));
  expect(after).toHaveLength(seen.length);
});

test("oneself is nobody's friend", async () => {
  const { friends, accountId, demo } = await friendsWorld();
  const myself = { accountId, groupId, memberId: demo.geweWxid };
  await expect(friends.request(myself, "hi")).rejects.toMatchObject({ code: "invalid" });
});
