import { type AppError, type ErrorCode, errorWords, toAppError } from "../../../shared/errors.ts";
import type { TargetAnswer } from "./work/work.ts";

/**
 * How a call ended. "not_sent": the server did nothing and the same call may go out later. "lost": nobody can tell
 * what the server did.
 */
export type CallEnd =
  | { readonly kind: "answered"; readonly answers: ReadonlyMap<string, TargetAnswer> }
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

/** Sends once, whatever happens. */
export async function sendOnce(send: () => Promise<ReadonlyMap<string, TargetAnswer>>): Promise<CallEnd> {
  try {
    return { kind: "answered", answers: await send() };
  } catch (cause) {
    const error = toAppError(cause);
    if (unsent.has(error.code)) return { kind: "not_sent", error };
    if (isRefusal(error)) return { kind: "refused", reason: errorWords(error) };
    return { kind: "lost", error };
  }
}

/** The server said no, and did nothing. */
export function isRefusal({ code }: AppError): boolean {
  return refusing.has(code);
}

/** The server asks for patience: "too many requests", or "not now". */
export function asksForPatience({ code, server }: AppError): boolean {
  return code === "rate_limited" || (code === "server_error" && server?.code === "503");
}
