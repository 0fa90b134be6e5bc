import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { GroupAction } from "../../../../shared/domain/job.ts";
import { everything } from "./everything.ts";
import type { OpenJobs } from "./open-jobs.ts";

/** Where a process stops and waits for its end: at which of its calls, and when: "during" is anywhere on its way. */
export interface StopAt {
  readonly call: number;
  readonly side: "before" | "during" | "after";
}

/** What a process of its own works at. */
export interface KilledTask {
  readonly folder: string;
  readonly demo: { apiUrl: string; appId: string; user: string; password: string };
  readonly wish:
    | { readonly groupId: string; readonly userIds: readonly string[] }
    | { readonly groupIds: readonly string[]; readonly action: GroupAction };
  readonly chunkSize: number;
  readonly stopAt: StopAt | null;
}

const sides = ["before", "during", "after"] as const;

/** Places to stop within the first two calls of a process; the same in every run. */
export function stopsFrom(seed: number): () => StopAt {
  let state = seed;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return () => ({ call: 1 + Math.floor(random() * 2), side: sides[Math.floor(random() * 3)] ?? "after" });
}

/** Runs a task until it stops, and kills it there; without a place to stop, until it has ended. */
export async function runKilled(task: KilledTask): Promise<void> {
  const script = fileURLToPath(new URL("./killed-jobs.ts", import.meta.url));
  const { apiUrl, appId, user, password } = task.demo;
  const told = JSON.stringify({ ...task, demo: { apiUrl, appId, user, password } });
  const child = spawn(process.execPath, [script], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, KILLED_JOBS_TASK: told },
  });
  // Not "exit": what it said last may still be on its way then.
  const ended = once(child, "close");
  const said = await Promise.race([once(child.stdout, "data").then(String), ended.then(() => "nothing")]);
  if (task.stopAt !== null) child.kill("SIGKILL");
  await ended;
  expect(said.trim()).toBe(task.stopAt === null ? "ended" : "here");
}

/** Nothing that was done is told twice, and nothing is left out. */
export async function expectToldOnce({ activity }: OpenJobs, jobId: string, total: number): Promise<void> {
  const { rows } = await activity.window(everything);
  const own = rows.filter((row) => row.jobId === jobId);
  expect(own).toHaveLength(total);
  expect(new Set(own.map(({ groupId, targetId }) => `${groupId} ${targetId}`)).size).toBe(total);
}
