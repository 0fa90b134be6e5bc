import { mkdir, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { AppError } from "../../../shared/errors.ts";
import { type RenameOptions, renameOver } from "../../platform/held-files.ts";

/** Name → encrypted value in base64. */
export type SecretValues = Readonly<Record<string, string>>;

const SecretFile = z.object({ version: z.literal(1), values: z.record(z.string(), z.string()) });

/** Nothing where there is no file; a file we cannot read is an error, so that nobody overwrites it. */
export async function readSecretFile(file: string): Promise<SecretValues> {
  try {
    return SecretFile.parse(JSON.parse(await readFile(file, "utf8"))).values;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return {};
    throw new AppError("storage", "the file of secrets could not be read", { cause });
  }
}

/** All or nothing: written beside, flushed to the disk, then renamed over the old one. */
export async function writeSecretFile(
  file: string,
  values: SecretValues,
  options: RenameOptions = {},
): Promise<void> {
  const beside = `${file}.new`;
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(beside, "w", 0o600);
    try {
      await handle.writeFile(JSON.stringify({ version: 1, values }));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameOver(beside, file, options);
    await syncFolder(dirname(file));
  } catch (cause) {
    throw new AppError("storage", "the file of secrets could not be written", { cause });
  }
}

/** Makes the rename itself durable; Windows cannot open folders and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
