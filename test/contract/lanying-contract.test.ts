import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  lanyingEndpoints,
  lanyingPeopleEndpoints,
  lanyingSessionEndpoints,
} from "../../main/backends/lanying/endpoints.ts";
import { id, text } from "../../main/backends/wire-fields.ts";
import { type Corrections, endpointDifferences } from "./endpoint-differences.ts";
import operations from "./lanying-operations.json" with { type: "json" };

const settingFields = ["capacity", "count", "hide_member_info"];

/** The vendor's newer machine-readable reference is richer than the printed document; docs/backends/lanying.md has each. */
const corrections: Corrections = {
  data: {
    // Paged lists are arrays of objects.
    "/group/application_list": "array[object]",
    "/group/banned_list": "array[object]",
    "/group/blocked_list": "array[object]",
    "/group/invitation_list": "array[object]",
    // Plain yes and no.
    "/group/file/update_name": "boolean",
    "/group/info/avatar": "boolean",
    "/group/info/description": "boolean",
    "/group/info/ext": "boolean",
    "/group/info/name": "boolean",
    "/group/invite/handle": "boolean",
    // Nobody says what these answer with.
    "/group/announcement/delete": "untyped",
    "/group/msg/mute_mode": "untyped",
    "/group/msg/push_mode": "untyped",
    "/group/qrcode/invite": "untyped",
  },
  extraFields: {
    "/group/admin_list": ["expired_time"],
    "/group/member_list": ["expired_time"],
    "/group/members/display_name": ["expired_time"],
    "/group/banned_list": ["user_id", "display_name", "join_time", "expired_time"],
    "/group/blocked_list": ["user_id", "group_id", "created_at"],
    "/group/application_list": ["group_id", "applicant_id", "reason", "status", "expired_time"],
    "/group/invitation_list": [
      "group_id",
      "inviter_id",
      "invitee_id",
      "reason",
      "status",
      "expired_time",
      "updated_at",
    ],
    "/group/info": settingFields,
    "/group/settings": settingFields,
    "/group/create": Object.keys(lanyingEndpoints["/group/info"].answer.shape),
  },
};

const differences = (endpoints: Parameters<typeof endpointDifferences>[1]) =>
  endpointDifferences(operations, endpoints, corrections);

const kick = lanyingEndpoints["/group/kick"];

describe("the table of the group API", () => {
  test("holds all 53 operations and 76 pairs of the API document, and nothing else", () => {
    expect(Object.keys(lanyingEndpoints)).toHaveLength(53);
    expect(operations).toHaveLength(76);
    expect(differences(lanyingEndpoints)).toEqual([]);
  });

  test("leaves out what the document does not have, which lies beside it", () => {
    const documented = new Set(operations.map(({ path }) => path));
    const beside = Object.entries({ ...lanyingSessionEndpoints, ...lanyingPeopleEndpoints });
    expect(beside.filter(([key, { path }]) => key !== path || documented.has(path))).toEqual([]);
  });

  test("is told from one that lacks an operation", () => {
    const { "/group/kick": _, ...rest } = lanyingEndpoints;
    expect(differences(rest)).toEqual(["missing: POST /group/kick 7.45", "missing: DELETE /group/kick 7.46"]);
  });

  test("is told from one with an operation too many", () => {
    const extra = { ...kick, path: "/group/vanish" };
    expect(differences({ ...lanyingEndpoints, "/group/vanish": extra })).toContain(
      "not documented: POST /group/vanish 7.45",
    );
  });

  test.each([
    ["a renamed parameter", z.object({ group_id: id, users: z.array(id) }), "body lacks user_list"],
    ["an extra parameter", kick.body.extend({ reason: text }), "body has reason"],
    ["a wrong type", kick.body.extend({ group_id: text }), "body group_id is string"],
  ])("is told from one with %s", (_what, body, expected) => {
    const found = differences({ ...lanyingEndpoints, "/group/kick": { ...kick, body } });
    expect(found.join("\n")).toContain(expected);
  });

  test("is told from one with a parameter in the wrong place", () => {
    const misplaced = { ...kick, body: null, query: kick.body };
    expect(differences({ ...lanyingEndpoints, "/group/kick": misplaced })).toEqual(
      expect.arrayContaining(["/group/kick query has group_id", "/group/kick body lacks group_id"]),
    );
  });
});
