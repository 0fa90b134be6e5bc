import { expect } from "vitest";
import { fieldOf, type Operation } from "./operation-stage.ts";

type GeweWrite =
  | "/group/agreeJoinRoom"
  | "/group/joinRoomUsingQRCode"
  | "/group/addGroupMemberAsFriend"
  | "/group/saveContractList"
  | "/login/logout"
  | "/login/reconnection"
  | "/login/getLoginQrCode"
  | "/login/checkLogin";

const joined = (id: string) => expect.objectContaining({ id, isJoined: true });
const football = "34757816141@chatroom";

/** Those that change something in WeChat, and those about signing in, in an order that leaves the account signed in. */
export const geweOperations: Readonly<Record<GeweWrite, Operation>> = {
  "/group/agreeJoinRoom": {
    input: async ({ demo }) => ({ url: demo.codes.wechatInvite }),
    check: ({ answer, before, after }) => {
      expect(answer).toMatchObject({ chatroomId: "48844332211@chatroom" });
      expect(before.geweRooms).not.toContainEqual(joined("48844332211@chatroom"));
      expect(after.geweRooms).toContainEqual(joined("48844332211@chatroom"));
    },
  },
  "/group/joinRoomUsingQRCode": {
    input: async ({ demo }) => ({ qrUrl: demo.codes.wechatGroup }),
    check: ({ before, after }) => {
      expect(before.geweRooms).not.toContainEqual(joined("47733221100@chatroom"));
      expect(after.geweRooms).toContainEqual(joined("47733221100@chatroom"));
    },
  },
  "/group/addGroupMemberAsFriend": {
    input: async () => ({ chatroomId: football, memberWxid: "wxid_demo0000003004", content: "hello" }),
    check: ({ answer, before, after }) => {
      expect(answer).toMatchObject({ v3: expect.stringMatching(/^v3_/) });
      expect(after.geweFriendRequests).toEqual([...before.geweFriendRequests, "wxid_demo0000003004"]);
    },
  },
  "/group/saveContractList": {
    input: async () => ({ chatroomId: "48844332211@chatroom", operType: 3 }),
    check: ({ after }) => {
      expect(after.geweRooms).toContainEqual(
        expect.objectContaining({ id: "48844332211@chatroom", isSaved: true }),
      );
    },
  },
  "/login/logout": {
    input: async () => ({}),
    check: ({ after }) => expect(after.geweDevices).toMatchObject([{ wxid: null }]),
  },
  "/login/reconnection": {
    input: async ({ demo }) => {
      await demo.control({ gewe: { canReconnect: true } });
      return {};
    },
    check: ({ after }) => expect(after.geweDevices).toMatchObject([{ wxid: expect.any(String) }]),
  },
  "/login/getLoginQrCode": {
    input: async ({ demo }) => {
      await demo.control({ gewe: { drops: "noticed" } });
      return { type: "ipad", regionId: "320000" };
    },
    check: ({ answer, after }) => {
      expect(answer).toMatchObject({ qrData: expect.stringContaining("/x/"), uuid: expect.any(String) });
      expect(after.geweDevices).toHaveLength(1);
    },
  },
  "/login/checkLogin": {
    input: async ({ demo, wechat }) => {
      const code = await wechat("/login/getLoginQrCode", { type: "ipad", regionId: "320000" });
      await demo.control({ gewe: { phone: "confirm" } });
      return { uuid: fieldOf(code, "uuid"), autoSliding: false };
    },
    check: ({ answer, after }) => {
      expect(answer).toMatchObject({ status: 2 });
      expect(after.geweDevices).toMatchObject([{ wxid: expect.any(String) }]);
    },
  },
};
