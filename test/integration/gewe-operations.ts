import { expect } from "vitest";
import type { Operation } from "./operation-stage.ts";

type GeweWrite = "/group/agreeJoinRoom" | "/group/joinRoomUsingQRCode" | "/group/addGroupMemberAsFriend";

const joined = (id: string) => expect.objectContaining({ id, isJoined: true });
const football = "34757816141@chatroom";

/** The three that change something in WeChat. */
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
};
