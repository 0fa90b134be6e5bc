import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../../../shared/errors.ts";
import type { EndpointCaller } from "../endpoint-caller.ts";
import { geweEndpoints } from "./endpoints.ts";

const listTimeoutMs = 60_000;

export interface PollOptions {
  /** Between two looks into the cache; the service asks for 10 s. */
  readonly pollMs: number;
  readonly maxPolls: number;
}

/**
 * The ids of all groups saved to the address book. The list takes long to fetch, and grows with the number of friends;
 * after a timeout the service goes on fetching and leaves the result in a cache, which we look into until it is there.
 */
export async function savedChatroomIds(
  caller: EndpointCaller,
  appId: string,
  { pollMs, maxPolls }: PollOptions,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  try {
    const endpoint = geweEndpoints["/contacts/fetchContactsList"];
    const contacts = await caller.call(endpoint, { appId }, { signal, timeoutMs: listTimeoutMs });
    if (contacts?.chatrooms) return contacts.chatrooms;
    // An answer without lists means the same as a timeout: not ready yet.
  } catch (cause) {
    if (!(cause instanceof AppError) || !isTooSlow(cause)) throw cause;
  }
  for (let polls = 0; polls < maxPolls; polls += 1) {
    await pause(pollMs, signal);
    const endpoint = geweEndpoints["/contacts/fetchContactsListCache"];
    const contacts = await caller.call(endpoint, { appId }, { signal });
    if (contacts?.chatrooms) return contacts.chatrooms;
  }
  throw new AppError("timeout", "the service is still collecting the contacts");
}

/** We lost patience, or a gateway before the service did. */
function isTooSlow(error: AppError): boolean {
  return error.code === "timeout" || error.server?.code === "504";
}

async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, signal ? { signal } : {});
  } catch (cause) {
    throw new AppError("cancelled", "cancelled", { cause });
  }
}
