import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { DemoFault } from "../../../../main/demo/demo-interface.ts";
import { ActivityFilter } from "../../../../shared/ipc/activity-calls.ts";
import { wechatAccount } from "../../../support/demo-accounts.ts";
import { runningDemo } from "../../../support/demo-world.ts";
import { openServices } from "../../../support/open-services.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const football = "34757816141@chatroom";
const somebody = "wxid_demo0000003004";
const photographers = "47733221100@chatroom";

/** A WeChat account on a demo of its own, with its groups read. */
async function world() {
  const demo = await runningDemo();
  const dataFolder = await tempFolder();
  const services = await openServices(dataFolder);
  let closed: Promise<void> | null = null;
  const close = () => {
    closed ??= services.close();
    return closed;
  };
  onTestFinished(close);
  const { id } = await services.accounts.add(wechatAccount(demo));
  await services.groups.sync(id);
  return {
    demo,
    services,
    close,
    id,
    account: () => services.accounts.get(id),
    fails: (fault: DemoFault) => demo.control({ fault }),
    scan: (text: string) => services.join.join({ accountId: id, text }),
    asks: () => services.friends.request({ accountId: id, groupId: football, memberId: somebody }, "你好"),
    pace: () => services.friends.state(id, somebody),
    acts: async () =>
      (await services.activity.window(ActivityFilter.parse({ query: "", offset: 0, limit: 50 }))).rows,
    group: async (groupId: string) => (await services.everyGroup(id)).find((group) => group.id === groupId),
    /** Everything that is on the disk. */
    bytes: () =>
      readdirSync(dataFolder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1"))
        .join("\n"),
  };
}

describe.each([
  ["a token that is no longer good", "HTTP HEADER: X-GEWE-TOKEN={token} 不可用或已过期", "signed_out"],
  ["a device that was dropped", "微信已离线", "device_offline"],
])("%s", (_what, template, code) => {
  test("is no fault of a code, costs no pace, and leaves no token anywhere", async () => {
    const { demo, fails, scan, asks, pace, services, close, bytes, account } = await world();
    const message = template.replace("{token}", demo.geweToken);
    await fails({ path: "/group/(join|add)", code: 500, message });
    await expect(asks()).rejects.toMatchObject({ code });
    if (code === "signed_out") {
      await services.accounts.signIn(account().id, wechatAccount(demo).credential);
    }
    await expect(scan(demo.codes.wechatGroup)).rejects.toMatchObject({ code });
    expect(await services.join.seen(demo.codes.wechatGroup)).toEqual([]);
    expect(await pace()).toMatchObject({
      joinsPerDay: { used: 0 },
      requestsPerDay: { used: 0 },
      stopped: null,
    });
    expect(account()).toMatchObject({ isSignedIn: code !== "signed_out" });
    await expect.poll(() => account().isDeviceOffline).toBe(code === "device_offline");
    await close();
    expect(bytes()).not.toContain(demo.geweToken);
  });
});

describe("a group that was joined", () => {
  test("is there although the service does not list it, and offers to be saved", async () => {
    const { demo, scan, group, services, id, acts } = await world();
    expect(await scan(demo.codes.wechatGroup)).toMatchObject({ outcome: "joined", groupId: photographers });
    const unlisted = { name: "城市摄影约拍", memberCount: 57, isUnlisted: true };
    expect(await group(photographers)).toMatchObject(unlisted);
    for (let times = 0; times < 2; times += 1) {
      await services.groups.sync(id);
      expect(await group(photographers)).toMatchObject(unlisted);
    }
    expect((await group(football))?.isUnlisted).toBeUndefined();
    await services.groupEntry.save(id, photographers);
    expect((await group(photographers))?.isUnlisted).toBeUndefined();
    expect((await demo.inspect()).geweRooms).toContainEqual(
      expect.objectContaining({ id: photographers, isSaved: true }),
    );
    const [saved] = await acts();
    expect(saved).toMatchObject({ kind: "save_group", groupName: "城市摄影约拍", outcome: "done" });
    await services.groups.sync(id);
    expect((await group(photographers))?.isUnlisted).toBeUndefined();
  });

  test("is there after a restart, and after an answer that did not confirm it was looked into", async () => {
    const { demo, fails, scan, group, services, id } = await world();
    await fails({ path: "getChatroomInfo", failTimes: 1, code: -1, message: "获取群信息失败" });
    expect(await scan(demo.codes.wechatGroup)).toMatchObject({
      outcome: "unconfirmed",
      groupId: photographers,
    });
    expect(await group(photographers)).toBeUndefined();
    const checked = await services.join.check({ accountId: id, text: demo.codes.wechatGroup });
    expect(checked).toMatchObject({ outcome: "joined", groupName: "城市摄影约拍" });
    expect(await group(photographers)).toMatchObject({ isUnlisted: true });
  });

  test("is a row also where the service lists nobody in it", async () => {
    const { demo, scan, group } = await world();
    await demo.control({ gewe: { infoListsNobody: true, memberListFails: true } });
    expect(await scan(demo.codes.wechatInvite)).toMatchObject({
      outcome: "joined",
      hint: "members_not_listed",
    });
    expect(await group("48844332211@chatroom")).toMatchObject({
      name: "读书打卡营",
      memberCount: null,
      isUnlisted: true,
    });
  });

  test("only WeChat groups are saved, and a refusal to save is told", async () => {
    const { services, id, fails, group } = await world();
    await fails({ path: "saveContractList", code: -1, message: "操作失败了" });
    await expect(services.groupEntry.save(id, football)).rejects.toMatchObject({
      server: { message: "操作失败了" },
    });
    await expect(services.groupEntry.save(id, "1@chatroom")).rejects.toMatchObject({ code: "not_found" });
    expect(await group(football)).toBeDefined();
  });
});
