import { lanyingAccount } from "../support/demo-accounts.ts";
import { openServices } from "../support/open-services.ts";
import { settleDisk } from "./settle-disk.ts";

/**
 * The app's services in a process of their own, so that their memory can be told from the demo's.
 * Input by IPC: where the demo is and what to move. Output: milliseconds, and the growth of the memory in MiB.
 */
export interface TransferJob {
  readonly dataFolder: string;
  readonly apiUrl: string;
  readonly appId: string;
  readonly user: string;
  readonly password: string;
  readonly groupId: string;
  readonly file: string;
  readonly rounds: number;
}

export interface TransferTimes {
  readonly uploadMs: readonly number[];
  readonly downloadMs: readonly number[];
  readonly growthMiB: number;
}

const mebibyte = 1024 * 1024;

async function run(job: TransferJob): Promise<TransferTimes> {
  const services = await openServices(job.dataFolder);
  const { id } = await services.accounts.add(lanyingAccount(job));
  await services.groups.sync(id);
  const before = process.memoryUsage.rss();
  let peak = before;
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const uploadMs: number[] = [];
  const downloadMs: number[] = [];
  for (let round = 0; round < job.rounds; round += 1) {
    settleDisk();
    const uploading = performance.now();
    const { fileId } = await services.transfers.uploadAndWait(id, job.groupId, job.file);
    uploadMs.push(performance.now() - uploading);
    settleDisk();
    const downloading = performance.now();
    await services.transfers.downloadAndWait(id, job.groupId, fileId, job.dataFolder);
    downloadMs.push(performance.now() - downloading);
  }
  clearInterval(sampler);
  await services.close();
  return { uploadMs, downloadMs, growthMiB: (peak - before) / mebibyte };
}

process.once("message", (job: TransferJob) => {
  run(job).then(
    (times) => process.send?.(times, () => process.exit(0)),
    (cause: unknown) => {
      process.stderr.write(`${cause instanceof Error ? cause.stack : String(cause)}\n`);
      process.exit(1);
    },
  );
});
