import { AppError, effectOf } from "../../../shared/errors.ts";
import type { FileBackend, RemoteFile } from "../../backends/backend.ts";
import { mediaType } from "./media-type.ts";
import type { JobContext } from "./transfer-record.ts";

/**
 * Tells the group of bytes that have arrived, exactly once: where an earlier call's answer is missing, the list
 * is read first, and what it holds is not registered again. Cannot be cancelled: half of it would be a guess.
 */
export async function registerUpload(
  job: JobContext,
  files: FileBackend,
  readList: (isSo: (list: readonly RemoteFile[]) => boolean) => Promise<readonly RemoteFile[]>,
): Promise<RemoteFile> {
  const { arrivedUrl, arrivedSize, name, groupId, mayBeRegistered } = job.record();
  if (arrivedUrl === null || arrivedSize === null) throw new AppError("internal", "nothing has arrived yet");
  // The address is new with each upload; the name may have been changed by somebody since.
  const isIt = (file: RemoteFile) => file.url === arrivedUrl && file.size === arrivedSize;
  const registered = async () => (await readList((list) => list.some(isIt))).find(isIt);

  if (mayBeRegistered) {
    const found = await registered();
    if (found) return found;
  }
  await job.save({ mayBeRegistered: true });
  try {
    return await files.register(groupId, { name, size: arrivedSize, type: mediaType(name), url: arrivedUrl });
  } catch (cause) {
    if (effectOf(cause) !== "unknown") {
      await job.save({ mayBeRegistered: false });
      throw cause;
    }
    const found = await registered().catch(() => undefined);
    // Not in the list yet is no proof that it never will be: the mark stays, and a retry reads again.
    if (found === undefined) throw cause;
    return found;
  }
}
