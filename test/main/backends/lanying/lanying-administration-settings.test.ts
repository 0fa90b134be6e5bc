import { describe, expect, test } from "vitest";
import type { AdministrationBackend, ChangeableSettings } from "../../../../main/backends/administration.ts";
import { administrationOf, lanyingWorld } from "./lanying-world.ts";

describe("settings", () => {
  test("are read in our words, seconds as ms", async () => {
    const end = Math.floor(Date.now() / 1000) + 600;
    const { backend } = await lanyingWorld({
      "/group/settings": () => ({
        group_id: 5,
        member_invite: true,
        member_modify: 0,
        hide_member_info: 1,
        read_ack: false,
        history_visible: 1,
        apply_approval: 2,
        msg_mute_mode: 1,
        msg_push_mode: 4,
        ban_expire_time: end,
        description: "d",
        ext: '{"a":1}',
      }),
    });
    expect(await administrationOf(backend).settings("5")).toEqual({
      allowsMemberInvites: true,
      allowsMemberEdits: false,
      hidesMemberInfo: true,
      hasReadReceipts: false,
      showsHistory: true,
      joinRule: "closed",
      muteMode: "silent",
      pushMode: "mention",
      mutedUntil: end * 1000,
      description: "d",
      extension: '{"a":1}',
    });
  });

  test("that the server leaves out, or numbers in a way unknown to us, are null", async () => {
    const { backend } = await lanyingWorld({ "/group/settings": () => ({ group_id: 5, msg_push_mode: 9 }) });
    expect(await administrationOf(backend).settings("5")).toEqual({
      allowsMemberInvites: null,
      allowsMemberEdits: null,
      hidesMemberInfo: null,
      hasReadReceipts: null,
      showsHistory: null,
      joinRule: null,
      muteMode: null,
      pushMode: null,
      mutedUntil: null,
      description: "",
      extension: "",
    });
  });

  test.each([
    [-1, -1],
    [0, null],
    [1_500_000_000, null],
  ])("a group muted until %s s is muted until %s", async (seconds, mutedUntil) => {
    const { backend } = await lanyingWorld({
      "/group/settings": () => ({ group_id: 5, ban_expire_time: seconds }),
    });
    expect(await administrationOf(backend).settings("5")).toMatchObject({ mutedUntil });
  });
});

type Change = {
  [K in keyof ChangeableSettings]: [K, ChangeableSettings[K], string, object];
}[keyof ChangeableSettings];

const changes: readonly Change[] = [
  ["allowsMemberInvites", false, "/group/settings/allow_member_invitation", { value: false }],
  ["allowsMemberEdits", true, "/group/settings/allow_member_modify", { value: true }],
  ["hidesMemberInfo", true, "/group/settings/hide_member_info", { value: true }],
  ["hasReadReceipts", true, "/group/settings/enable_read_ack", { value: true }],
  ["showsHistory", true, "/group/settings/history_visible", { value: true }],
  ["joinRule", "open", "/group/settings/require_admin_approval", { apply_approval: 0 }],
  ["joinRule", "closed", "/group/settings/require_admin_approval", { apply_approval: 2 }],
  ["muteMode", "blocked", "/group/msg/mute_mode", { msg_mute_mode: 2 }],
  ["pushMode", "all", "/group/msg/push_mode", { msg_push_mode: 0 }],
  ["pushMode", "admin_or_mention", "/group/msg/push_mode", { msg_push_mode: 2 }],
];

function change(administration: AdministrationBackend, [setting, value]: Change): Promise<void> {
  return administration.changeSetting("5", setting, value);
}

test.each(changes)("%s %s is sent to %s", async (...row) => {
  const [, , path, fields] = row;
  const { backend, server } = await lanyingWorld({ [path]: () => true });
  await change(administrationOf(backend), row);
  expect(server.seen.map(({ body }) => body)).toEqual([{ group_id: 5, ...fields }]);
});

test("nothing is not a value to set", async () => {
  const { backend, paths } = await lanyingWorld({});
  await expect(administrationOf(backend).changeSetting("5", "muteMode", null)).rejects.toMatchObject({
    code: "invalid",
  });
  expect(paths()).toEqual([]);
});

test("everybody is muted by minutes, and 0 minutes lift it", async () => {
  const { backend, server } = await lanyingWorld({
    "/group/settings/ban_all": () => ({ ban_expire_time: -1 }),
    "/group/settings/unban_all": () => true,
  });
  await administrationOf(backend).muteAll("5", 30);
  await administrationOf(backend).muteAll("5", -1);
  await administrationOf(backend).muteAll("5", 0);
  expect(server.seen.map(({ path, body }) => [path, body])).toEqual([
    ["/group/settings/ban_all", { group_id: 5, duration: 30 }],
    ["/group/settings/ban_all", { group_id: 5, duration: -1 }],
    ["/group/settings/unban_all", { group_id: 5 }],
  ]);
});
