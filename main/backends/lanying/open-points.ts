import type { SignInWay } from "../../../shared/domain/account.ts";

/*
 * What no public source settles about this server, each in one place to switch. docs/backends/lanying.md tells what
 * is known of each.
 */

/** The paths of the group QR code. The API document has /group/qrcode/*; public clients were seen using /app/qrcode/*. */
export const qrRoutes = {
  sign: "/group/qrcode/sign",
  invite: "/group/qrcode/invite",
} as const;

/** Whose id `user_id` is in /group/invite/handle: the vendor's web client sends its own, the native ones the inviter's. */
export const inviteHandleUserId: "self" | "inviter" = "inviter";

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
