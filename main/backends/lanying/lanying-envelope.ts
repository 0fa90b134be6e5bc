import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import type { ServerRefusal } from "../../platform/http-client.ts";
import { parseWire } from "../../platform/wire-json.ts";
import type { Envelope } from "../endpoint-caller.ts";

/** Codes that mean the same as one of ours; every other refusal is "refused" with the server's words. */
const codes: Readonly<Record<number, ErrorCode>> = {
  // 402 is not documented, but the vendor's web client signs in again on it.
  402: "signed_out",
  10003: "signed_out",
  10008: "signed_out",
  10028: "rate_limited",
  20000: "server_error",
  20001: "not_found",
  20020: "not_found",
  20022: "not_found",
};

interface Answer {
  readonly code: number;
  readonly message?: unknown;
  readonly data?: unknown;
  readonly cursor?: unknown;
  readonly total?: unknown;
}

function isAnswer(body: unknown): body is Answer {
  return typeof body === "object" && body !== null && "code" in body && typeof body.code === "number";
}

function refusalOf(body: unknown): ServerRefusal | null {
  if (!isAnswer(body) || body.code === 200) return null;
  const message = typeof body.message === "string" ? body.message : "";
  return { code: codes[body.code] ?? "refused", server: { code: String(body.code), message } };
}

/** The refusal that a short text in place of bytes says; null where it is none, and may be a file. */
export function refusalInPlace(text: string): ServerRefusal | null {
  try {
    return refusalOf(parseWire(text));
  } catch {
    return null; // Not JSON.
  }
}

/** `{code, data, message}`, paged ones with `cursor` and `total`. HTTP 200 is no success; code 200 is. */
export const lanyingEnvelope: Envelope = {
  refusalOf,
  open(body, path) {
    if (!isAnswer(body)) throw new AppError("bad_answer", `${path}: unexpected code`);
    const { data, cursor, total } = body;
    if (cursor !== undefined && cursor !== null && typeof cursor !== "string" && typeof cursor !== "number") {
      throw new AppError("bad_answer", `${path}: unexpected cursor`);
    }
    return {
      data,
      cursor: cursor === undefined || cursor === null || cursor === "" ? null : String(cursor),
      total: typeof total === "number" ? total : null,
    };
  },
};
