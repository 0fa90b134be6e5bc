import { expect, test } from "vitest";
import { mayDo } from "../../../shared/domain/permissions.ts";

test("an owner may do everything but leave", () => {
  expect(mayDo("owner", "destroy")).toEqual({ isAllowed: true });
  expect(mayDo("owner", "kick")).toEqual({ isAllowed: true });
  expect(mayDo("owner", "leave")).toEqual({ isAllowed: false, needs: "not_owner" });
});

test("an admin moderates and changes settings, but names no admins and hands nothing over", () => {
  for (const act of ["kick", "mute", "block", "announce", "change_settings", "mute_all", "rename"] as const)
    expect(mayDo("admin", act)).toEqual({ isAllowed: true });
  for (const act of ["promote", "demote", "transfer", "destroy"] as const)
    expect(mayDo("admin", act)).toEqual({ isAllowed: false, needs: "owner" });
});

test("a member may leave, set what is his own, upload and create", () => {
  for (const act of ["leave", "change_card", "change_own_modes", "upload_file", "create"] as const)
    expect(mayDo("member", act)).toEqual({ isAllowed: true });
  for (const act of ["kick", "change_settings", "announce", "see_blocked"] as const)
    expect(mayDo("member", act)).toEqual({ isAllowed: false, needs: "admin" });
});

test("a member may edit and invite where the group says so, and what is not known counts as no", () => {
  const settings = { allowsMemberEdits: true, allowsMemberInvites: true };
  for (const act of ["rename", "describe", "change_avatar", "invite", "show_code"] as const) {
    expect(mayDo("member", act, { settings })).toEqual({ isAllowed: true });
    expect(mayDo("member", act)).toEqual({ isAllowed: false, needs: "admin" });
    expect(
      mayDo("member", act, { settings: { allowsMemberEdits: null, allowsMemberInvites: null } }),
    ).toEqual({
      isAllowed: false,
      needs: "admin",
    });
  }
  expect(mayDo("member", "change_settings", { settings })).toEqual({ isAllowed: false, needs: "admin" });
});

test("a member may change a file that is his own", () => {
  expect(mayDo("member", "delete_file", { isOwnFile: true })).toEqual({ isAllowed: true });
  expect(mayDo("member", "rename_file", { isOwnFile: false })).toEqual({ isAllowed: false, needs: "admin" });
});
