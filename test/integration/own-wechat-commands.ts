import { expect } from "vitest";
import type { OwnCommand } from "./own-stage.ts";

/** Those that change something in WeChat, and signing in to it. */
export const ownWeChatCommands: Readonly<Record<string, OwnCommand>> = {
  "join a WeChat group by its code": {
    reaches: ["/group/joinRoomUsingQRCode"],
    run: async (stage) => ({ value: await stage.wechat("join", "--yes", stage.demo.codes.wechatGroup) }),
    check: ({ value, demo }) => {
      expect(value).toMatchObject([{ outcome: "joined" }]);
      expect(demo.geweRooms).toContainEqual(
        expect.objectContaining({ id: "47733221100@chatroom", isJoined: true }),
      );
    },
  },
  "join a WeChat group by an invitation": {
    reaches: ["/group/agreeJoinRoom"],
    run: async (stage) => ({ value: await stage.wechat("join", "--yes", stage.demo.codes.wechatInvite) }),
    check: ({ value, demo }) => {
      expect(value).toMatchObject([{ outcome: "joined" }]);
      expect(demo.geweRooms).toContainEqual(
        expect.objectContaining({ id: "48844332211@chatroom", isJoined: true }),
      );
    },
  },
  "friends request": {
    reaches: ["/group/addGroupMemberAsFriend"],
    async run(stage) {
      const who = ["--group", "34757816141@chatroom", "--user", "wxid_demo0000003004"];
      return {
        value: await stage.wechat("friends", "request", ...who, "--greeting", "hello", "--yes"),
      };
    },
    check: ({ value, demo }) => {
      expect(value).toMatchObject({ outcome: "sent", pace: { requestsPerDay: { used: 1 } } });
      expect(demo.geweFriendRequests).toEqual(["wxid_demo0000003004"]);
    },
  },
  "groups save": {
    reaches: ["/group/saveContractList"],
    run: async (stage) => ({
      value: await stage.wechat("groups", "save", "--group", "48844332211@chatroom"),
    }),
    check: ({ demo }) => {
      expect(demo.geweRooms).toContainEqual(
        expect.objectContaining({ id: "48844332211@chatroom", isSaved: true }),
      );
    },
  },
  "account sign-in": {
    reaches: ["/login/reconnection", "/login/logout", "/login/getLoginQrCode", "/login/checkLogin"],
    async run(stage) {
      await stage.demo.control({ gewe: { drops: "unnoticed" } });
      const value = stage.run(["account", "sign-in", "--name", "wechat"]);
      const asked = async () => (await stage.demo.inspect()).requests.map(({ path }) => path);
      await expect.poll(asked).toContainEqual(expect.stringContaining("/login/getLoginQrCode"));
      await stage.demo.control({ gewe: { phone: "confirm" } });
      return { value: await value };
    },
    check: ({ value, demo }) => {
      expect(value).toMatchObject({ step: "done", isDeviceOffline: false });
      expect(demo.geweDevices).toHaveLength(1);
    },
  },
};
