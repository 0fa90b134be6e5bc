import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { startDemo } from "../../../../main/demo/demo-server.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { demoClient } from "../../demo/demo-client.ts";
import { openJobs } from "./open-jobs.ts";

const kills = 20;
const chunkSize = 10;
const sides = ["before", "during", "after"] as const;

/** The same points in every run: a small generator with a seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

test("killed at 20 points between call and record, a kick job acts on nobody twice and loses nobody", async () => {
  const random = seeded(20_260_720);
  const demo = await startDemo({ memberCount: 700 });
  onTestFinished(() => demo.stop());
  const folder = await tempFolder();
  const groupId = demo.groups.extra ?? "";
  const client = await demoClient(demo);
  const listed = async () => {
    const { data } = await client.call("/group/member_list", { group_id: groupId });
    return (data as { user_id: { toString(): string } }[]).map(({ user_id }) => String(user_id));
  };
  const administrators = new Set([
    demo.userId,
    ...((await demo.inspect()).groups.find(({ id }) => id === groupId)?.adminIds ?? []),
  ]);
  const everybody = (await listed()).filter((id) => !administrators.has(id));
  const userIds = everybody.slice(0, 500);

  async function run(stopAt: { call: number; side: (typeof sides)[number] } | null): Promise<void> {
    const { apiUrl, appId, user, password } = demo;
    const task = { folder, demo: { apiUrl, appId, user, password }, groupId, userIds, chunkSize, stopAt };
    const script = fileURLToPath(new URL("./killed-jobs.ts", import.meta.url));
    const child = spawn(process.execPath, [script], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, KILLED_JOBS_TASK: JSON.stringify(task) },
    });
    const ended = once(child, "exit");
    const said = await Promise.race([once(child.stdout, "data").then(String), ended.then(() => "nothing")]);
    if (stopAt !== null) child.kill("SIGKILL");
    await ended;
    expect(said.trim()).toBe(stopAt === null ? "ended" : "here");
  }

  const rejoined = new Set<string>();
  for (let kill = 0; kill < kills; kill += 1) {
    const before = new Set(await listed());
    await run({ call: 1 + Math.floor(random() * 2), side: sides[Math.floor(random() * 3)] ?? "after" });
    // Some of those who were just kicked come back before the app does: a second kick would reach them.
    const after = new Set(await listed());
    const gone = userIds.filter((id) => before.has(id) && !after.has(id));
    const back = gone.slice(-3);
    if (back.length > 0) await client.call("/group/invite", { group_id: groupId, user_list: back });
    for (const id of back) rejoined.add(id);
  }
  await run(null);

  const { groups } = await demo.inspect();
  const { kickCounts = {} } = groups.find(({ id }) => id === groupId) ?? {};
  expect(Object.entries(kickCounts).filter(([, count]) => count > 1)).toEqual([]);
  const opened = await openJobs({ folder, demo });
  onTestFinished(() => opened.close());
  const [job] = await opened.jobs.list();
  expect(job).toMatchObject({ state: "done", total: 500, counts: { waiting: 0, refused: 0, cancelled: 0 } });
  const report = await opened.jobs.report(job?.id ?? "");
  expect(report.map(({ userId }) => userId)).toEqual(userIds);
  const now = new Set(await listed());
  for (const { userId, outcome } of report) {
    if (outcome === "done") expect(kickCounts[userId]).toBe(1);
    else {
      expect(outcome).toBe("unknown");
      expect(rejoined.has(userId) && now.has(userId)).toBe(true);
    }
  }
  expect(report.filter(({ outcome }) => outcome === "unknown").length).toBeGreaterThan(0);
}, 240_000);
