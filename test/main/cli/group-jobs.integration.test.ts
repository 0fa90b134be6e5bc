import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliWorld, createCliWorld } from "./cli-world.ts";

let world: CliWorld;

const account = ["--account", "demo"];
const group = async (groupId: string) => (await world.demo.inspect()).groups.find(({ id }) => id === groupId);

beforeAll(async () => {
  world = await createCliWorld();
  const { demo, document } = world;
  const words = ["account", "add", "lanying", "--name", "demo", "--api", demo.apiUrl, "--app-id", demo.appId];
  await document([...words, "--user", demo.user, "--password-stdin"], { stdin: demo.password, secret: null });
});
afterAll(() => world?.stop());

test("an announcement reaches the groups of a file; --plan and no --yes run nothing", async () => {
  const { value, document, file, demo } = world;
  const { owned, admin, member } = demo.groups;
  const groups = file(
    "groups.csv",
    `name,group_id\r\nHikers,${owned}\r\nHomes,${admin}\r\nDesign,${member}\r\n`,
  );
  const words = ["groups", "announce", ...account, "--groups", groups, "--title", "Hi", "--content", "All"];
  const plan = await value([...words, "--plan"]);
  expect(plan).toMatchObject({
    action: { type: "announce", title: "Hi", content: "All" },
    targets: [{ groupId: owned }, { groupId: admin }],
    leftOut: [{ groupId: member, reason: "no_permission" }],
    callCount: 2,
  });
  const refused = await document(words);
  expect(refused).toMatchObject({ ok: false, code: "invalid" });
  expect(refused.message).toMatch(/announce: 2 groups, 1 left out \(no_permission 1\).*can be undone.*--yes/);
  expect((await group(owned))?.announcements.some(({ title }) => title === "Hi")).toBe(false);
  expect(await value([...words, "--yes"])).toEqual({
    jobId: expect.any(String),
    results: [
      { groupId: owned, outcome: "done", reason: null },
      { groupId: admin, outcome: "done", reason: null },
      { groupId: member, outcome: "refused", reason: "no_permission" },
    ],
  });
  expect((await group(admin))?.announcements.at(-1)).toMatchObject({ title: "Hi", content: "All" });
});

test("settings are shown as a difference and applied", async () => {
  const { value, document, demo } = world;
  const { owned, admin } = demo.groups;
  const words = ["groups", "apply-settings", ...account, "--groups", `${owned},${admin}`];
  const set = ["--set", "joinRule=closed,hasReadReceipts=true", "muteMode=silent"];
  expect(await value([...words, ...set, "--plan"])).toMatchObject({
    targets: [
      {
        groupId: owned,
        changes: expect.arrayContaining([{ setting: "joinRule", from: "approval", to: "closed" }]),
      },
      { groupId: admin },
    ],
    callCount: 6,
  });
  expect(await value([...words, ...set, "--yes"])).toMatchObject({
    results: [{ outcome: "done" }, { outcome: "done" }],
  });
  expect(await group(admin)).toMatchObject({ applyApproval: 2, readAck: true, own: { muteMode: 1 } });
  const wrong = await document([...words, "--set", "colour=red", "--yes"]);
  expect(wrong).toMatchObject({ code: "invalid", message: expect.stringContaining("colour") });
});

test("groups are muted, heard again, and left; an owner stays", async () => {
  const { value, demo } = world;
  const { owned, member } = demo.groups;
  const act = (name: string, groups: string, ...more: string[]) =>
    value(["groups", name, ...account, "--groups", groups, ...more, "--yes"]);
  await act("mute-all", owned, "--minutes", "30");
  expect((await group(owned))?.allMutedMinutes).toBe(30);
  await act("unmute-all", owned);
  expect((await group(owned))?.allMutedMinutes).toBe(0);
  expect(await act("leave", `${member},${owned}`)).toMatchObject({
    results: [
      { groupId: member, outcome: "done" },
      { groupId: owned, outcome: "refused", reason: "owner" },
    ],
  });
  expect((await group(member))?.isDemoUserIn).toBe(false);
  const listed = (await value(["groups", "list", ...account])) as { id: string }[];
  expect(listed.map(({ id }) => id)).not.toContain(member);
});

test("many files are deleted by a plan, one at once", async () => {
  const { value, document, demo } = world;
  const { owned } = demo.groups;
  const [first, second, third] = (await group(owned))?.files ?? [];
  const words = ["files", "delete", ...account, "--group", owned];
  const files = ["--files", `${first?.id},${second?.id},404`];
  expect(await document([...words, ...files])).toMatchObject({ code: "invalid" });
  expect(await document([...words])).toMatchObject({ code: "invalid" });
  expect(await value([...words, ...files, "--plan"])).toMatchObject({
    targets: [{ targetId: first?.id, name: first?.name }, { targetId: second?.id }],
  });
  expect(await value([...words, ...files, "--yes"])).toMatchObject({
    results: [
      { groupId: owned, fileId: first?.id, outcome: "done" },
      { groupId: owned, fileId: second?.id, outcome: "done" },
      { fileId: "404", outcome: "refused", reason: "gone" },
    ],
  });
  expect(await value([...words, "--file", third?.id ?? ""])).toEqual({ fileId: third?.id });
  const left = (await group(owned))?.files.map(({ id }) => id) ?? [];
  expect(left).not.toEqual(expect.arrayContaining([third?.id ?? ""]));
});

test("all who wait in a group are let in; named people are refused, with a result for each", async () => {
  const { value, demo } = world;
  const { owned, admin } = demo.groups;
  const plan = await value(["inbox", "approve", ...account, "--groups", owned, "--plan"]);
  const { targets } = plan as { targets: { groupId: string; targetId: string }[] };
  expect(targets.length).toBeGreaterThan(1);
  expect(targets.every(({ groupId }) => groupId === owned)).toBe(true);
  expect(await value(["inbox", "approve", ...account, "--groups", owned, "--yes"])).toMatchObject({
    results: targets.map(({ targetId }) => ({ groupId: owned, userId: targetId, outcome: "done" })),
  });
  const { applications } = await demo.inspect();
  const [applicant] = applications.filter((one) => one.groupId === admin && one.status === 0);
  const people = `${applicant?.userId},77`;
  const refused = await value(["inbox", "refuse", ...account, "--groups", admin, "--users", people, "--yes"]);
  expect(refused).toMatchObject({
    results: [
      { userId: applicant?.userId, outcome: "done" },
      { userId: "77", outcome: "refused", reason: "gone" },
    ],
  });
});
