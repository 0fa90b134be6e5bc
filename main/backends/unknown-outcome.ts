import { type ErrorCode, toAppError } from "../../shared/errors.ts";

/** Errors by which a server or the network tells that nothing was done. */
const definite: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "invalid",
  "forbidden",
  "not_found",
  "signed_out",
  "device_offline",
  "refused",
  "rate_limited",
  "insecure",
  "unsupported",
]);

/** The server may or may not have done it: the answer was lost, unreadable, or came from something before it. */
export function isUnknown(cause: unknown): boolean {
  return !definite.has(toAppError(cause).code);
}
