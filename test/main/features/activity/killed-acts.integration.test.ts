import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { runningDemo } from "../../../support/demo-world.ts";
import { openServices } from "../../../support/open-services.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { everything } from "../jobs/everything.ts";
import type { KilledActs } from "./killed-acts.ts";

const kills = 40;
const pathOf = {
  rename_group: "/group/info/name",
  describe_group: "/group/info/description",
  announce: "/group/announcement/edit",
  change_card: "/group/display_name",
  change_setting: "/group/settings/history_visible",
} as const;

/** Runs the acts and kills the process once the server has got so many of its requests. */
async function runKilled(task: KilledActs, isReached: () => Promise<boolean>): Promise<void> {
  const script = fileURLToPath(new URL("./killed-acts.ts", import.meta.url));
  const env = { ...process.env, KILLED_ACTS: JSON.stringify(task) };
  const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"], env });
  const ended = once(child, "close");
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver && !(await isReached())) await new Promise((resolve) => setImmediate(resolve));
  child.kill("SIGKILL");
  await ended;
}

test("killed at 40 points of single acts, nothing is done twice and nothing is left untold", async () => {
  const demo = await runningDemo();
  const folder = await tempFolder();
  const { apiUrl, appId, user, password } = demo;
  const groupId = demo.groups.owned;
  const requests = async () => (await demo.inspect()).requests;
  for (let turn = 0; turn < kills; turn += 1) {
    const before = (await requests()).length;
    // From signing in (the first few) to the last act: another request each time, and any moment of what follows it.
    const count = 2 + ((turn * 7) % 30);
    const task = { folder, demo: { apiUrl, appId, user, password }, groupId, turn };
    await runKilled(task, async () => (await requests()).length >= before + count);
  }

  const services = await openServices(folder);
  onTestFinished(() => services.close());
  const { rows } = await services.activity.window(everything);
  const sent = await requests();
  for (const [kind, path] of Object.entries(pathOf)) {
    const own = rows.filter((row) => row.kind === kind);
    const arrived = sent.filter((request) => request.path === path && request.method === "POST").length;
    const done = own.filter(({ outcome }) => outcome === "done").length;
    expect(own.length, kind).toBeLessThanOrEqual(kills);
    expect(done, kind).toBeLessThanOrEqual(arrived);
    expect(arrived, kind).toBeLessThanOrEqual(own.length);
    expect(own.every(({ outcome }) => outcome === "done" || outcome === "unknown")).toBe(true);
  }
  expect(rows.some(({ outcome }) => outcome === "unknown")).toBe(true);
  expect(rows.some(({ outcome }) => outcome === "done")).toBe(true);
});
