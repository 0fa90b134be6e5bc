import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Endpoint, Verb } from "../../../main/backends/endpoint.ts";
import { type LanyingPath, lanyingEndpoints } from "../../../main/backends/lanying/endpoints.ts";
import type { Demo } from "../../../main/demo/demo-interface.ts";
import { startDemo } from "../../../main/demo/demo-server.ts";
import { type DemoClient, demoClient } from "./demo-client.ts";

let demo: Demo;
let owner: DemoClient;

beforeAll(async () => {
  demo = await startDemo();
  owner = await demoClient(demo);
});
afterAll(() => demo.stop());

const chen = "2302128619008";
const wang = "2302128619136";

type Input = Record<string, unknown>;
const idOf = z.looseObject({
  group_id: z.coerce.string().optional(),
  id: z.coerce.string().optional(),
  file_id: z.coerce.string().optional(),
  qr_info: z.string().optional(),
});

async function made(path: LanyingPath, input: Input) {
  const { code, data } = await owner.call(path, input);
  expect(code).toBe(200);
  return idOf.parse(data);
}

/** A new group of ours with two more people in it. */
async function freshGroup(): Promise<string> {
  const group = await made("/group/create", { name: "fresh", user_list: [chen, wang] });
  return group.group_id ?? "";
}

async function withFile() {
  const group_id = await freshGroup();
  const file = await made("/group/file/upload", {
    group_id,
    name: "a.txt",
    size: 3,
    url: "http://127.0.0.1/a",
  });
  return { group_id, file_id: file.file_id };
}

async function withAnnouncement() {
  const group_id = await freshGroup();
  const announcement = await made("/group/announcement/edit", { group_id, title: "t", content: "c" });
  return { group_id, announcement_id: announcement.id };
}

async function withApplication() {
  const group_id = await freshGroup();
  await owner.call("/group/settings/require_admin_approval", { group_id, apply_approval: 1 });
  const applicant = await demoClient(demo, "emma");
  await applicant.call("/group/apply", { group_id, reason: "hello" });
  return { group_id, user_id: "2302128619776", approval: true };
}

async function ofGroup(more: Input = {}) {
  return { group_id: await freshGroup(), ...more };
}

const people = () => ofGroup({ user_list: [chen, wang] });
const text = () => ofGroup({ value: "text" });
const flag = () => ofGroup({ value: true });

/** What to send to each operation so that it succeeds. */
const inputs: Record<LanyingPath, () => Promise<Input>> = {
  "/group/admin/add": people,
  "/group/admin/remove": async () => {
    const input = await people();
    await owner.call("/group/admin/add", input);
    return input;
  },
  "/group/admin_list": ofGroup,
  "/group/announcement": withAnnouncement,
  "/group/announcement/delete": withAnnouncement,
  "/group/announcement/edit": () => ofGroup({ title: "title", content: "content" }),
  "/group/announcement/last": withAnnouncement,
  "/group/announcement/list": withAnnouncement,
  "/group/application_list": async () => ({ group_list: [demo.groups.owned], limit: 2 }),
  "/group/apply": async () => ({ group_id: demo.groups.joinApproval, reason: "please" }),
  "/group/apply/handle": withApplication,
  "/group/ban": async () => ({ ...(await people()), duration: 5 }),
  "/group/banned_list": async () => ({ group_id: demo.groups.big, limit: 10 }),
  "/group/block": people,
  "/group/blocked_list": async () => ({ group_id: demo.groups.owned }),
  "/group/create": async () => ({ name: "new", description: "d", user_list: [chen] }),
  "/group/destroy": ofGroup,
  "/group/display_name": text,
  "/group/file": withFile,
  "/group/file/delete": async () => {
    const { group_id, file_id } = await withFile();
    return { group_id, file_list: [file_id] };
  },
  "/group/file/list": withFile,
  "/group/file/update_name": async () => ({ ...(await withFile()), name: "b.txt" }),
  "/group/file/upload": () => ofGroup({ name: "a", size: 1, type: "text/plain", url: "http://127.0.0.1/a" }),
  "/group/info": ofGroup,
  "/group/info/avatar": text,
  "/group/info/batch": async () => ({ group_list: [demo.groups.owned, demo.groups.beyondSafeInteger] }),
  "/group/info/description": text,
  "/group/info/ext": text,
  "/group/info/name": text,
  "/group/invitation_list": async () => ({ limit: 2 }),
  "/group/invite": async () => ofGroup({ user_list: ["2302128619264"], reason: "come" }),
  "/group/invite/handle": async () => ({
    group_id: demo.groups[invitedTo.shift() ?? "joinOpen"],
    user_id: demo.userId,
    approval: false,
  }),
  "/group/kick": people,
  "/group/leave": async () => ({ group_id: leavable.shift() }),
  "/group/member_list": async () => ({ group_id: demo.groups.big, limit: 3 }),
  "/group/members/display_name": people,
  "/group/msg/mute_mode": () => ofGroup({ msg_mute_mode: 2 }),
  "/group/msg/push_mode": () => ofGroup({ msg_push_mode: 4 }),
  "/group/public_list": async () => ({}),
  "/group/qrcode/invite": async () => {
    const { info } = JSON.parse(demo.codes.approvalGroup);
    return { qr_info: info.info };
  },
  "/group/qrcode/sign": ofGroup,
  "/group/settings": ofGroup,
  "/group/settings/allow_member_invitation": flag,
  "/group/settings/allow_member_modify": flag,
  "/group/settings/ban_all": () => ofGroup({ duration: 10 }),
  "/group/settings/enable_read_ack": flag,
  "/group/settings/history_visible": flag,
  "/group/settings/require_admin_approval": () => ofGroup({ apply_approval: 2 }),
  "/group/settings/unban_all": ofGroup,
  "/group/transfer": () => ofGroup({ new_owner: chen }),
  "/group/unban": people,
  "/group/unblock": async () => {
    const input = await people();
    await owner.call("/group/block", input);
    return input;
  },
  "/group/user_joined": async () => ({}),
};

/** Used up one per verb: groups that we are invited to, and groups that we can leave. */
const invitedTo: ("joinOpen" | "joinApproval")[] = ["joinOpen", "joinApproval"];
const leavable = ["2306414959488", "9007199254740993"];

const pairs = Object.values(lanyingEndpoints).flatMap((endpoint: Endpoint) =>
  Object.keys(endpoint.verbs).map((verb) => [verb as Verb, endpoint.path as LanyingPath] as const),
);

test("there are 76 pairs of method and path", () => {
  expect(pairs).toHaveLength(76);
});

describe("each operation succeeds and answers in its documented shape", () => {
  test.each(pairs)("%s %s", async (verb, path) => {
    const envelope = await owner.call(path, await inputs[path](), verb);
    expect(envelope).toMatchObject({ code: 200 });
    const endpoint: Endpoint = lanyingEndpoints[path];
    expect(endpoint.answer.safeParse(envelope.data).error).toBeUndefined();
    const results = z.array(z.looseObject({ result: z.string() })).safeParse(envelope.data);
    for (const { result } of results.data ?? []) expect(result).toBe("success");
  });
});

describe("each operation refuses what its contract refuses", () => {
  const demanding = pairs.filter(([, path]) => {
    const endpoint: Endpoint = lanyingEndpoints[path];
    const schema = endpoint.body ?? endpoint.query;
    return schema !== null && !schema.safeParse({}).success;
  });
  test.each(demanding)("%s %s without its fields answers 10002", async (verb, path) => {
    expect(await owner.call(path, {}, verb)).toMatchObject({ code: 10002 });
  });
});

test("a documented path with an undocumented method answers 405, an unknown path 404", async () => {
  const send = (path: string, method: string) =>
    fetch(demo.apiUrl + path, { method, headers: owner.headers });
  expect((await send("/group/kick", "GET")).status).toBe(405);
  expect((await send("/group/nothing", "POST")).status).toBe(404);
});
