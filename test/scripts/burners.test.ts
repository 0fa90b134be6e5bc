import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { startBurners } from "../../scripts/burners.ts";

const limitMs = 60_000;
const burnersFile = path.resolve(import.meta.dirname, "../../scripts/burners.ts");

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("as many burn as were wanted, and all are gone once they are stopped", async () => {
  const burners = startBurners(limitMs, 2);
  expect(burners.pids).toHaveLength(2);
  expect(burners.pids.every(isAlive)).toBe(true);
  await burners.stop();
  expect(burners.pids.some(isAlive)).toBe(false);
  await burners.stop();
});

test("one ends by itself when its time is over", async () => {
  const burners = startBurners(1, 1);
  await expect.poll(() => burners.pids.some(isAlive)).toBe(false);
  await burners.stop();
});

test("they end with the process that started them, however that ends", async () => {
  const words = `
    const { startBurners } = await import(${JSON.stringify(pathToFileURL(burnersFile).href)});
    process.stdout.write(JSON.stringify(startBurners(${limitMs}, 2).pids));
  `;
  const starter = spawn(process.execPath, ["--input-type=module", "-e", words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = (await once(starter.stdout, "data")) as [Buffer];
  const pids = JSON.parse(said.toString()) as number[];
  expect(pids).toHaveLength(2);
  const exited = once(starter, "exit");
  starter.kill("SIGKILL");
  await exited;
  await expect.poll(() => pids.some(isAlive)).toBe(false);
});
