import { readFileSync } from "node:fs";
import { createBackend } from "../../main/backends/create-backend.ts";
import { toAppError } from "../../shared/errors.ts";
import { testNetwork } from "./test-network.ts";

/** A process that reads one answer after another, so that what it takes can be told from everything else. */
export interface AnswerJob {
  readonly apiUrl: string;
  readonly operation: "group" | "mutes" | "files" | "members" | "chatroom";
}

export interface AnswerCost {
  /** How many rows there were, or the error. */
  readonly outcome: number | string;
  readonly message: string;
  /** The longest time that nothing else had its turn: what the thread computed, without waiting for a processor. */
  readonly longestCpuMs: number;
  readonly longestWallMs: number;
  /** Of the process since it was ready, at its peak. */
  readonly growthMiB: number;
}

/** The same process parsing 32 MiB of ordinary JSON: what this machine, loaded as it is now, does in one go. */
export interface Floor {
  readonly floorCpuMs: number;
}

const mebibyte = 2 ** 20;

async function read({ apiUrl, operation }: AnswerJob): Promise<number> {
  const backend = createBackend({
    network: testNetwork,
    kind: operation === "chatroom" ? "gewe" : "lanying",
    apiUrl,
    appId: "app",
    allowsInsecureHttp: false,
    token: () => "token",
    renew: () => Promise.resolve(null),
    selfId: () => "7",
  });
  if (operation === "mutes") return (await backend.mutes("1")).size;
  if (operation === "files") return (await backend.files?.list("1"))?.length ?? 0;
  if (operation === "members") {
    let count = 0;
    for await (const { members } of backend.members("1")) count += members.length;
    return count;
  }
  await backend.group("1");
  return 1;
}

/** Milliseconds that this thread has computed so far. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Turns with the event loop until told to stop, and keeps the longest time between two turns. */
function watchTurns() {
  const longest = { cpu: 0, wall: 0 };
  let before = { cpu: cpuMs(), wall: performance.now() };
  let isOver = false;
  const turn = () => {
    const now = { cpu: cpuMs(), wall: performance.now() };
    longest.cpu = Math.max(longest.cpu, now.cpu - before.cpu);
    longest.wall = Math.max(longest.wall, now.wall - before.wall);
    before = now;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  return () => {
    turn();
    isOver = true;
    return longest;
  };
}

function parseOrdinaryJson(): number {
  const row = { user_id: 2302128618880, display_name: "An ordinary name", join_time: 1569586735861 };
  const text = `[${`${JSON.stringify(row)},`.repeat(400_000)}1]`;
  const before = cpuMs();
  JSON.parse(text);
  return cpuMs() - before;
}

const rssBefore = process.memoryUsage.rss();

/** Linux counts what the parent had when it forked into the peak that `resourceUsage` tells. */
function peakBytes(): number {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS * 1024;
  const kibibytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  return Number(kibibytes) * 1024;
}

async function costOf(job: AnswerJob): Promise<AnswerCost> {
  const stop = watchTurns();
  const end = await read(job).then(
    (outcome) => ({ outcome, message: "" }),
    (cause: unknown) => ({ outcome: toAppError(cause).code, message: toAppError(cause).message }),
  );
  const { cpu, wall } = stop();
  const growthMiB = (peakBytes() - rssBefore) / mebibyte;
  return { ...end, longestCpuMs: cpu, longestWallMs: wall, growthMiB };
}

process.on("message", async (job: AnswerJob | "floor") => {
  process.send?.(job === "floor" ? { floorCpuMs: parseOrdinaryJson() } : await costOf(job));
});
