import { expect, test } from "vitest";
import { jobCalls } from "../../../shared/ipc/job-calls.ts";

test("a job may be about all groups of somebody who runs thousands", () => {
  const accountId = "11111111-1111-4111-8111-111111111111";
  const groupIds = Array.from({ length: 5000 }, (_, at) => String(at + 1));
  const all = { accountId, groupIds };
  const mute = { action: { type: "mute_all", minutes: -1 } };
  expect(jobCalls["jobs.planGroups"].input.safeParse({ ...all, ...mute }).success).toBe(true);
  const kick = { userIds: ["7"], action: { type: "kick" } };
  expect(jobCalls["jobs.plan"].input.safeParse({ ...all, ...kick }).success).toBe(true);
});
