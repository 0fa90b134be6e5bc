import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliWorld, createCliWorld, withoutClock } from "./cli-world.ts";

let world: CliWorld;
let people: string[];

const inGroup = (users: string) => [
  "--account",
  "demo",
  "--group",
  world.demo.groups.owned,
  "--users",
  users,
];
const group = async () =>
  (await world.demo.inspect()).groups.find(({ id }) => id === world.demo.groups.owned);

beforeAll(async () => {
  world = await createCliWorld();
  const { demo, document, value } = world;
  const words = ["account", "add", "lanying", "--name", "demo", "--api", demo.apiUrl, "--app-id", demo.appId];
  await document([...words, "--user", demo.user, "--password-stdin"], { stdin: demo.password, secret: null });
  await value(["sync", "--account", "demo"]);
  const listed = (await value([
    "members",
    "list",
    "--account",
    "demo",
    "--group",
    demo.groups.owned,
    "--limit",
    "500",
  ])) as { rows: { id: string; role: string; mutedUntil: number | null }[] };
  people = listed.rows.filter((row) => row.role === "member" && row.mutedUntil === null).map(({ id }) => id);
});
afterAll(() => world?.stop());

test("--plan tells everybody and runs nothing; without --yes the plan's summary is the refusal", async () => {
  const { document, value, demo } = world;
  const [person = ""] = people;
  const before = withoutClock(await group());
  const plan = await value(["members", "kick", ...inGroup(`${person},${demo.userId}`), "--plan"]);
  expect(plan).toMatchObject({
    action: { type: "kick" },
    targets: [{ groupId: demo.groups.owned, targetId: person }],
    leftOut: [{ targetId: demo.userId, reason: "self" }],
    callCount: 1,
    isReversible: false,
  });
  const refused = await document(["members", "kick", ...inGroup(`${person},${demo.userId}`)]);
  expect(refused).toMatchObject({ ok: false, code: "invalid" });
  expect(refused.message).toMatch(/kick: 1 people.*1 left out \(self 1\).*cannot be undone.*--yes/);
  expect(withoutClock(await group())).toEqual(before);
  expect(await value(["jobs", "list"])).toEqual([]);
});

test("people from a CSV are muted and from a plain list unmuted; the jobs are listed and shown", async () => {
  const { value, file, demo } = world;
  const [first = "", second = ""] = people;
  const csv = file("people.csv", `\uFEFFname,user_id\r\n"Lee, Ann",${first}\r\nBob,'${second}\r\n`);
  const muted = await value(["members", "mute", ...inGroup(csv), "--minutes", "30", "--yes"]);
  const result = (userId: string) => ({
    groupId: demo.groups.owned,
    userId,
    outcome: "done",
    reason: null,
  });
  expect(muted).toEqual({ jobId: expect.any(String), results: [result(first), result(second)] });
  expect((await group())?.mutedIds).toEqual(expect.arrayContaining([first, second]));
  const list = file("people.txt", `${first}\n${second}\n`);
  const unmuted = await value(["members", "unmute", ...inGroup(list), "--yes"]);
  expect((await group())?.mutedIds).not.toContain(first);
  const { jobId } = unmuted as { jobId: string };
  expect(await value(["jobs", "list"])).toMatchObject([{ id: jobId, state: "done" }, { state: "done" }]);
  expect(await value(["jobs", "show", jobId])).toMatchObject({
    jobId,
    action: { type: "unmute" },
    counts: { done: 2 },
    results: [result(first), result(second)],
  });
});

test("who is refused or left out stands in the results with the reason", async () => {
  const { value, demo } = world;
  const answer = await value(["members", "invite", ...inGroup(`77,${people[0]}`), "--yes", "--reason", "hi"]);
  expect(answer).toMatchObject({
    results: [
      { userId: "77", outcome: "refused", reason: expect.stringMatching(/./) },
      { userId: people[0], outcome: "already_so" },
    ],
  });
  const plain = ["--account", "demo", "--group", demo.groups.member, "--users", people[0] ?? "", "--yes"];
  expect(await value(["members", "promote", ...plain])).toMatchObject({
    results: [{ outcome: "refused", reason: "no_permission" }],
  });
});

test("a job that was cut off is listed as interrupted, resumed, and cannot be resumed again", async () => {
  const { run, data, value, document, demo } = world;
  const [person = ""] = people.slice(5);
  await demo.control({ fault: { path: "/group/kick$", failTimes: 1, delayMs: 60_000 } });
  const kicks = async () =>
    (await demo.inspect()).requests.filter(({ path }) => path === "/group/kick").length;
  const ended = run(["--data", data, "members", "kick", ...inGroup(person), "--yes"], {
    onSpawn: async (child) => {
      while ((await kicks()) === 0) await new Promise(setImmediate);
      child.kill("SIGKILL");
    },
  });
  await ended;
  const [job] = (await value(["jobs", "list"])) as { id: string; state: string }[];
  expect(job).toMatchObject({ state: "interrupted" });
  const resumed = await value(["jobs", "resume", job?.id ?? ""]);
  expect(resumed).toMatchObject({ jobId: job?.id, results: [{ userId: person, outcome: "done" }] });
  expect((await group())?.kickCounts[person]).toBe(1);
  expect(await document(["jobs", "resume", job?.id ?? ""])).toMatchObject({ code: "invalid" });
  expect(await value(["jobs", "cancel", job?.id ?? ""])).toMatchObject({ state: "done" });
});

test("what is no list of people, no number and no job is refused before anything is asked", async () => {
  const { document, file } = world;
  const broken = file("broken.csv", "user_id\n12\nAnn\n");
  const answers = await Promise.all([
    document(["members", "kick", ...inGroup("./no-such-file.csv"), "--yes"]),
    document(["members", "kick", ...inGroup(broken), "--yes"]),
    document(["members", "mute", ...inGroup("1"), "--minutes", "soon", "--yes"]),
    document(["members", "mute", ...inGroup("1"), "--minutes", "0", "--yes"]),
    document(["jobs", "show", "00000000-0000-4000-8000-000000000000"]),
  ]);
  expect(answers.map(({ code }) => code)).toEqual([
    "file_error",
    "invalid",
    "invalid",
    "invalid",
    "not_found",
  ]);
});
