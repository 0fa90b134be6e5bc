import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startDemoInWorker } from "../../../main/demo/demo.ts";
import { demoClient } from "./demo-client.ts";

test("the demo runs in its worker, obeys, and leaves nothing behind", async () => {
  const demo = await startDemoInWorker({ memberCount: 1234 });
  const self = await demoClient(demo);
  await demo.control({ fault: { code: 20000, failTimes: 1 } });
  expect(await self.call("/group/user_joined")).toMatchObject({ code: 20000 });
  const { groups } = await demo.inspect();
  expect(groups.find((group) => group.id === demo.groups.extra)?.memberCount).toBe(1234);
  expect(existsSync(demo.folder)).toBe(true);
  await demo.stop();
  await demo.stop();
  expect(existsSync(demo.folder)).toBe(false);
  await expect(demo.inspect()).rejects.toMatchObject({ code: "offline" });
  await expect(fetch(demo.apiUrl)).rejects.toThrow();
});

test("a start removes the bytes that a killed process left behind", async () => {
  const gone = spawnSync(process.execPath, ["--version"]).pid;
  const left = join(tmpdir(), `qunzhu-demo-${gone}-left`);
  mkdirSync(left);
  const demo = await startDemoInWorker();
  expect(existsSync(left)).toBe(false);
  await demo.stop();
});

test("a demo that cannot start says so", async () => {
  const first = await startDemoInWorker();
  const apiPort = Number(new URL(first.apiUrl).port);
  await expect(startDemoInWorker({ apiPort })).rejects.toMatchObject({ code: "internal" });
  await first.stop();
});

test("two starts hold the same people and groups", async () => {
  const now = Date.UTC(2026, 10, 20);
  const world = async () => {
    const demo = await startDemoInWorker({ now });
    const { groups } = await demo.inspect();
    await demo.stop();
    return groups;
  };
  expect(await world()).toEqual(await world());
});
