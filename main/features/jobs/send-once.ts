import { type AppError, effectOf, errorWords, toAppError } from "../../../shared/errors.ts";
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

/** Sends once, whatever happens. */
export async function sendOnce(send: () => Promise<ReadonlyMap<string, TargetAnswer>>): Promise<CallEnd> {
  try {
    return { kind: "answered", answers: await send() };
  } catch (cause) {
    const error = toAppError(cause);
    switch (effectOf(error)) {
      case "not_sent":
        return { kind: "not_sent", error };
      case "refused":
        return { kind: "refused", reason: errorWords(error) };
      case "unknown":
        return { kind: "lost", error };
    }
  }
}

/** The server asks for patience: "too many requests", or "not now". */
export function asksForPatience({ code, server }: AppError): boolean {
  return code === "rate_limited" || (code === "server_error" && server?.code === "503");
}
