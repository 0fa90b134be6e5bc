import type { AccountsService } from "../accounts/accounts-service.ts";
import type { AttemptKind } from "./pacing-repository.ts";
import type { Ending, PacingService } from "./pacing-service.ts";

/** The operations of a WeChat gateway that WeChat watches; every other path goes out as it is. */
const paced: Readonly<Record<string, AttemptKind>> = {
  "/group/addGroupMemberAsFriend": "friend",
  "/group/joinRoomUsingQRCode": "join",
  "/group/agreeJoinRoom": "join",
};

interface PacedCallDeps {
  readonly accounts: Pick<AccountsService, "get" | "backendFor">;
  readonly pacing: Pick<PacingService, "attempt">;
}

/**
 * Any operation of an account's server by its path, as GroupBackend.call; those that WeChat watches keep the same pace
 * as everywhere else. Throws AppError("rate_limited") with the counters where there is no room; nothing was sent then.
 */
export function createPacedCall({ accounts, pacing }: PacedCallDeps) {
  return async (accountId: string, path: string, input: object): Promise<unknown> => {
    const backend = accounts.backendFor(accountId);
    const isWatched = accounts.get(accountId).kind === "gewe" && Object.hasOwn(paced, path);
    const kind = isWatched ? paced[path] : undefined;
    if (kind === undefined) return backend.call(path, input);
    const personId = kind === "friend" ? textOf(input, "memberWxid") : null;
    const aim = { accountId, kind, groupId: textOf(input, "chatroomId"), personId };
    return pacing.attempt(aim, () => backend.call(path, input), endOf);
  };
}

/** The gateway's yes means that it was passed on. */
function endOf(answer: unknown): Ending {
  return { outcome: "sent", message: null, v3: textOf(answer, "v3") };
}

function textOf(fields: unknown, name: string): string | null {
  if (typeof fields !== "object" || fields === null) return null;
  const value: unknown = Reflect.get(fields, name);
  return typeof value === "string" && value !== "" ? value : null;
}
