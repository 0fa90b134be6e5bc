import { z } from "zod";
import { AppError } from "../../shared/errors.ts";
import { storageRefusal } from "./storage-refusal.ts";

/** What storages say to a form they took: a callback's `Status`, a proxy's `data`, an envelope's `code`. */
const Answer = z.object({
  Status: z.string().optional().catch(undefined),
  data: z.unknown().optional(),
  code: z.number().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});

/** "Stored": 201 and 204 are what S3-like storages answer to a form. Not 203, by which OSS says that its callback failed. */
const takenStatuses: ReadonlySet<number> = new Set([200, 201, 204]);

/**
 * Throws in the storage's words unless its answer says that the bytes were taken: by status and, where the body speaks
 * of it, by the body. A body that says nothing of the kind counts as success: private storages answer with anything.
 */
export function checkArrival(status: number, body: string): void {
  if (!takenStatuses.has(status) || /<Error[\s>]/.test(body)) throw storageRefusal(status, body);
  const answer = Answer.safeParse(parsed(body));
  if (!answer.success) return;
  const { Status, data, code, message = "" } = answer.data;
  const isTaken =
    (Status === undefined || Status.toUpperCase() === "OK") &&
    data !== false &&
    (code === undefined || code === 0 || code === 200);
  if (isTaken) return;
  const server = { code: Status ?? String(code ?? data), message: message.slice(0, 300) };
  throw new AppError("refused", "the storage did not take the file", { server });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null; // Not JSON: such an answer says nothing against the upload.
  }
}
