import { z } from "zod";
import { AppError } from "../../shared/errors.ts";

/** What storages say to a form they took: a callback's `Status`, a proxy's `data`, an envelope's `code`. */
const Answer = z.object({
  Status: z.string().optional().catch(undefined),
  data: z.unknown().optional(),
  code: z.number().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});

/**
 * Throws "refused" where a 2xx answer says in its body that the bytes were not taken. A body that says nothing
 * of the kind counts as success: private storages answer with anything.
 */
export function checkArrival(body: string): void {
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
