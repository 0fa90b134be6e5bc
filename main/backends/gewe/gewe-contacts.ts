import { setTimeout as sleep } from "node:timers/promises";
import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import type { GroupBackend } from "../backend.ts";
import type { EndpointAnswer } from "../endpoint.ts";
import type { EndpointCaller } from "../endpoint-caller.ts";
import { geweEndpoints } from "./endpoints.ts";

const listTimeoutMs = 60_000;

export interface PollOptions {
  /** Between two looks into the cache; the service asks for 10 s. */
  readonly pollMs: number;
  /** Where the service always answers; after a failure the looks become rarer, in the same time. */
  readonly maxPolls: number;
}

/**
 * The ids of all groups saved to the address book. Collecting them takes the service long, and longer with many friends;
 * what it collected in the last ten minutes is in a cache. So the cache is asked first (unless `isOutdated`), then for
 * collecting them, and where the service loses patience with itself the cache again and again: it goes on collecting.
 */
export async function savedChatroomIds(
  caller: EndpointCaller,
  appId: string,
  { pollMs, maxPolls, isOutdated = false }: PollOptions & { readonly isOutdated?: boolean },
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const look = () => orSlow(caller.call(cached, { appId }, { signal }));
  const first = isOutdated ? null : await look();
  if (first?.chatrooms) return first.chatrooms;
  const collecting = caller.call(collected, { appId }, { signal, timeoutMs: listTimeoutMs });
  const fresh = await orSlow(collecting);
  if (fresh instanceof AppError && fresh.code === "refused") throw fresh;
  if (fresh?.chatrooms) return fresh.chatrooms;
  let pauseMs = pollMs;
  let refusals = 0;
  // By the time and not by the looks, which become rarer: half an hour would be nobody's patience.
  for (let waitedMs = 0; waitedMs < maxPolls * pollMs; ) {
    await pause(pauseMs, signal);
    waitedMs += pauseMs;
    const found = await look();
    if (found instanceof AppError) {
      // A service that refuses once may be busy collecting; one that goes on refusing means it.
      refusals = found.code === "refused" ? refusals + 1 : 0;
      if (refusals === patience) throw found;
      pauseMs = Math.min(pauseMs * 2, 6 * pollMs);
      continue;
    }
    if (found?.chatrooms) return found.chatrooms;
    pauseMs = pollMs;
    refusals = 0;
  }
  throw new AppError("timeout", "the service is still collecting the contacts");
}

const collected = geweEndpoints["/contacts/fetchContactsList"];
const cached = geweEndpoints["/contacts/fetchContactsListCache"];
const patience = 3;

type Contacts = EndpointAnswer<typeof cached>;
type Slow = AppError & { readonly chatrooms?: undefined };

/** The error itself where the service gave up, or something before it did: no reason to give up on it. */
async function orSlow(asked: Promise<Contacts>): Promise<Contacts | Slow> {
  try {
    return await asked;
  } catch (cause) {
    if (cause instanceof AppError && slow.has(cause.code)) return cause;
    throw cause;
  }
}

const slow: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["timeout", "server_error", "refused", "bad_answer"]);

/** Saves a group to the address book: from then on the service lists it. */
export async function saveChatroom(backend: Pick<GroupBackend, "call">, chatroomId: string): Promise<void> {
  await backend.call("/group/saveContractList", { chatroomId, operType: 3 });
}

async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, signal ? { signal } : {});
  } catch (cause) {
    throw new AppError("cancelled", "cancelled", { cause });
  }
}
