import type { SignInWay } from "../../../shared/domain/account.ts";

/*
 * What no public source settles about this server, each in one place to switch. docs/backends/lanying.md tells what
 * is known of each.
 */

/**
 * The names of the two operations of group codes, in the order in which they are tried: the public clients use
 * /app/qrcode/* ("app"), the API document has /group/qrcode/* ("group").
 */
export const codePairs: readonly ("app" | "group")[] = ["app", "group"];

/**
 * 402 "Operation rejected" is not documented. The vendor's clients sign in again on it, but servers were seen to answer
 * so to a wrong password and to single requests of a good session, too. "request": only where the session itself turns
 * out to be lost, or is lost again after a renewal. "session": always.
 */
export const operationRejected: { readonly code: string; readonly means: "request" | "session" } = {
  code: "402",
  means: "request",
};

/**
 * The pauses between the looks at what a write is to have changed, ms: about three seconds. The vendor's own server-side
 * caller looks five times, a second apart, because reads lag behind writes; the API document says nothing of it ([]: one
 * look at once).
 */
export const readBackPausesMs: readonly number[] = [200, 400, 800, 1600];

/**
 * The same for a job that has lost an answer. What still differs at the last look is taken for not done and sent again, so
 * it comes later than the five seconds for which the vendor's caller expects reads to lag.
 */
export const lostAnswerPausesMs: readonly number[] = [...readBackPausesMs, 3000];

/** Whose id `user_id` is in /group/invite/handle: the vendor's web client sends its own, the native ones the inviter's. */
export const inviteHandleUserId: "self" | "inviter" = "inviter";

/**
 * How many rows of applications and invitations are asked for at once. 100 is the documented default and what iOS asks
 * for (Android: 10); other lists are asked for 500.
 */
export const inboxPages = { limit: 100 } as const;

/**
 * How bytes go to storage. "form": as the vendor's web client sends them, whatever the ticket says of the method: a POST
 * form with the five fields it knows, in its order. "as_told": by PUT where the ticket says so, and with all its fields.
 */
export const uploads: "form" | "as_told" = "form";

/** The `file_type` and `to_type` of an upload ticket for a group's shared file. */
export const sharedFileTicket = { file_type: 200, to_type: 2 } as const;

/**
 * Where a directory given as a bare host is asked for an app: at the path of the vendor's own hosts, then at the bare
 * address, as the vendor's web client asks a directory that is not the vendor's.
 */
export const customDirectoryPaths: readonly string[] = ["/v2/app_dns", "/"];

/**
 * The ways to sign in with digits, in the order tried. The API document has /token/login for mobile numbers; the
 * vendor's clients use /token/id for user ids and /token/user with `mobile`.
 */
export const waysOfDigits: readonly SignInWay[] = ["login", "id", "mobile"];
