import type { PeopleAction } from "../../../shared/domain/job.ts";
import { type AppError, type ErrorCode, toAppError } from "../../../shared/errors.ts";
import type { AdministrationBackend, PersonOutcome } from "../../backends/administration.ts";

/**
 * How a call about several people ended. "not_sent": the server did nothing and the same call may go out later.
 * "lost": nobody can tell what the server did.
 */
export type CallEnd =
  | { readonly kind: "answered"; readonly outcomes: ReadonlyMap<string, PersonOutcome> }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "not_sent"; readonly error: AppError }
  | { readonly kind: "lost"; readonly error: AppError };

/** The server never saw these, or said that it did nothing. */
const unsent: ReadonlySet<ErrorCode> = new Set(["rate_limited", "offline", "signed_out", "insecure"]);
const refusing: ReadonlySet<ErrorCode> = new Set([
  "forbidden",
  "refused",
  "not_found",
  "invalid",
  "unsupported",
]);

/** Sends it once, whatever happens. */
export async function callForPeople(
  administration: AdministrationBackend,
  action: PeopleAction,
  groupId: string,
  userIds: readonly string[],
): Promise<CallEnd> {
  try {
    const outcomes = await send(administration, action, groupId, userIds);
    return { kind: "answered", outcomes: new Map(outcomes.map((outcome) => [outcome.userId, outcome])) };
  } catch (cause) {
    const error = toAppError(cause);
    if (unsent.has(error.code)) return { kind: "not_sent", error };
    if (refusing.has(error.code)) return { kind: "refused", reason: wordsOf(error) };
    return { kind: "lost", error };
  }
}

/** The server asks for patience: "too many requests", or "not now". */
export function asksForPatience({ code, server }: AppError): boolean {
  return code === "rate_limited" || (code === "server_error" && server?.code === "503");
}

export function wordsOf({ server, message }: AppError): string {
  return server?.message || message;
}

function send(
  administration: AdministrationBackend,
  action: PeopleAction,
  groupId: string,
  userIds: readonly string[],
) {
  switch (action.type) {
    case "mute":
      return administration.mute(groupId, userIds, action.minutes);
    case "invite":
      return administration.invite(groupId, userIds, action.reason);
    default:
      return administration[action.type](groupId, userIds);
  }
}
