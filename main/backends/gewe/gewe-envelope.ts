import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import type { ServerRefusal } from "../../platform/http-client.ts";
import { parseWire } from "../../platform/wire-json.ts";
import type { Envelope } from "../endpoint-caller.ts";

interface Answer {
  readonly ret: number;
  readonly msg?: unknown;
  readonly data?: unknown;
}

function isAnswer(body: unknown): body is Answer {
  return typeof body === "object" && body !== null && "ret" in body && typeof body.ret === "number";
}

function textOf(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** `data.detail` may be JSON in a string, with the words under `msg_err` or `msg`. */
function wordsOfDetail(detail: unknown): string | null {
  const words = textOf(detail);
  if (words === null) return null;
  try {
    const inner = parseWire(words);
    return textOf(field(inner, "msg_err")) ?? textOf(field(inner, "msg")) ?? words;
  } catch {
    return words;
  }
}

/** Nearly every refusal is `ret: 500`; the real reason is in `data.msg`, then `data.detail`, and only then `msg`. */
function refusalOf(body: unknown): ServerRefusal | null {
  if (!isAnswer(body) || body.ret === 200) return null;
  const code = textOf(field(body.data, "code")) ?? String(body.ret);
  const message =
    textOf(field(body.data, "msg")) ?? wordsOfDetail(field(body.data, "detail")) ?? textOf(body.msg) ?? "";
  return { code: codeOf(body.ret, message), server: { code, message } };
}

/** How the service answers a bad token is not documented; 401 can mean little else. */
function codeOf(ret: number, message: string): ErrorCode {
  if (ret === 401) return "signed_out";
  if (ret === 429 || tooFrequent.test(message)) return "rate_limited";
  return "refused";
}

const tooFrequent = /频繁|too many requests|too frequent/i;

/** `{ret, msg, data}`; ret 200 is the only success, `msg` means nothing then. */
export const geweEnvelope: Envelope = {
  refusalOf,
  open(body, path) {
    if (!isAnswer(body)) throw new AppError("bad_answer", `${path}: unexpected ret`);
    return { data: body.data, cursor: null, total: null };
  },
};
