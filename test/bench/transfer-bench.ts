import { fork, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startDemoInWorker } from "../../main/demo/demo.ts";
import type { Demo } from "../../main/demo/demo-interface.ts";
import { atLeast, atMostAbsolute, type Figure } from "./figure.ts";
import { settleDisk } from "./settle-disk.ts";
import type { TransferJob, TransferTimes } from "./transfer-child.ts";

const mebibytes = 512;
const rounds = 3;
const largestGrowthMiB = 96;

async function writeLargeFile(file: string): Promise<void> {
  const block = randomBytes(1024 * 1024);
  const handle = await open(file, "w");
  for (let written = 0; written < mebibytes; written += 1) await handle.write(block);
  await handle.close();
}

function curl(args: readonly string[]): number {
  settleDisk();
  const started = performance.now();
  const { status, stderr } = spawnSync("curl", ["-sS", "--fail", "--noproxy", "*", ...args], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`curl failed: ${stderr}`);
  return performance.now() - started;
}

async function ask(
  demo: Demo,
  where: string,
  token: string | null,
  init: RequestInit = {},
): Promise<Response> {
  const headers = {
    app_id: demo.appId,
    "content-type": "application/json",
    ...(token ? { "access-token": token } : {}),
  };
  return fetch(`${demo.apiUrl}${where}`, { ...init, headers, redirect: "manual" });
}

/** The same three steps by hand: ticket, bytes by curl, register; then the redirect, and the bytes by curl. */
async function curlRound(
  demo: Demo,
  file: string,
  folder: string,
): Promise<{ uploadMs: number; downloadMs: number }> {
  const signIn = await ask(demo, "/token/user", null, {
    method: "POST",
    body: JSON.stringify({ name: demo.user, password: demo.password }),
  });
  const { data: session } = (await signIn.json()) as { data: { token: string } };
  const asked = await ask(
    demo,
    `/file/upload/chat?file_type=200&to_type=2&to_id=${demo.groups.owned}`,
    session.token,
  );
  const { data: ticket } = (await asked.json()) as {
    data: { upload_url: string; download_url: string; oss_body_param: Record<string, string> };
  };
  const fields = Object.entries(ticket.oss_body_param).flatMap(([name, value]) => [
    "--form-string",
    `${name}=${value}`,
  ]);
  const uploadMs = curl([
    ...fields,
    "-F",
    `file=@${file}`,
    "-o",
    path.join(folder, "answer.json"),
    ticket.upload_url,
  ]);
  const { pathname, search } = new URL(ticket.download_url, demo.apiUrl);
  const redirect = await ask(demo, pathname + search, session.token);
  const location = redirect.headers.get("location");
  if (location === null) throw new Error("the demo did not redirect to its storage");
  // A new file each time, as ours is: one written over is flushed to the disk when it is closed.
  const downloaded = path.join(folder, "curl.bin");
  const downloadMs = curl(["-o", downloaded, location]);
  await rm(downloaded);
  return { uploadMs, downloadMs };
}

function runServices(job: TransferJob): Promise<TransferTimes> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, "transfer-child.ts"), {
      execArgv: ["--disable-warning=ExperimentalWarning"],
    });
    child.once("message", (times) => resolve(times as TransferTimes));
    child.once("exit", (code) => reject(new Error(`the services ended with ${code}`)));
    child.send(job);
  });
}

/** 512 MiB up and down on loopback, against curl doing the same; and how much the memory grew meanwhile. */
export async function benchTransfers(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "qunzhu-bench-"));
  const demo = await startDemoInWorker();
  try {
    const file = path.join(folder, "large.bin");
    await writeLargeFile(file);
    const { apiUrl, appId, user, password } = demo;
    const floors: { uploadMs: number; downloadMs: number }[] = [];
    const ours: TransferTimes[] = [];
    for (let round = 0; round < rounds; round += 1) {
      floors.push(await curlRound(demo, file, folder));
      const dataFolder = path.join(folder, `round-${round}`);
      ours.push(
        await runServices({
          dataFolder,
          apiUrl,
          appId,
          user,
          password,
          groupId: demo.groups.owned,
          file,
          rounds: 1,
        }),
      );
      await rm(dataFolder, { recursive: true, force: true });
    }
    const rate = (ms: readonly number[]) => mebibytes / (Math.min(...ms) / 1000);
    return [
      atLeast(
        "upload of 512 MiB",
        "MiB/s",
        rate(ours.flatMap(({ uploadMs }) => uploadMs)),
        "curl",
        rate(floors.map(({ uploadMs }) => uploadMs)),
        0.8,
      ),
      atLeast(
        "download of 512 MiB",
        "MiB/s",
        rate(ours.flatMap(({ downloadMs }) => downloadMs)),
        "curl",
        rate(floors.map(({ downloadMs }) => downloadMs)),
        0.8,
      ),
      atMostAbsolute(
        "growth of memory meanwhile",
        "MiB",
        Math.max(...ours.map(({ growthMiB }) => growthMiB)),
        largestGrowthMiB,
      ),
    ];
  } finally {
    await demo.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
