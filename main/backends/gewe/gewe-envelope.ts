import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import type { ServerRefusal } from "../../platform/http-client.ts";
import { parseWire } from "../../platform/wire-json.ts";
import type { Envelope } from "../endpoint-caller.ts";

interface Answer {
  readonly ret: number | string;
  readonly msg?: unknown;
  readonly data?: unknown;
}

/** Some deployments write the number as text. */
function isAnswer(body: unknown): body is Answer {
  if (typeof body !== "object" || body === null || !("ret" in body)) return false;
  return typeof body.ret === "number" || (typeof body.ret === "string" && /^-?\d{1,9}$/.test(body.ret));
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
  if (!isAnswer(body) || Number(body.ret) === 200) return null;
  const code = textOf(field(body.data, "code")) ?? String(body.ret);
  const message =
    textOf(field(body.data, "msg")) ?? wordsOfDetail(field(body.data, "detail")) ?? textOf(body.msg) ?? "";
  return { code: codeOf(Number(body.ret), message), server: { code, message } };
}

/**
 * The words are the only sign of what went wrong. What is said of the token comes first: it is refused as "expired",
 * which elsewhere is said of a code.
 */
function codeOf(ret: number, message: string): ErrorCode {
  if (ret === 401 || ofToken.test(message)) return "signed_out";
  if (ofDevice.test(message)) return "device_offline";
  if (ret === 429 || tooFrequent.test(message)) return "rate_limited";
  return tooSlow.test(message) ? "timeout" : "refused";
}

/** `HTTP HEADER: X-GEWE-TOKEN=… 不可用或已过期`, or 不可为空. */
const ofToken = /x-gewe-token/i;
/** `微信已离线`, `[appId]设备不存在`. */
const ofDevice = /已离线|已掉线|设备不存在|设备[不未]在线/;
const tooFrequent = /频繁|too many requests|too frequent/i;
/** `获取通讯录列表超时`, `Read timed out`; of a code that was too old the same is said. */
const tooSlow = /(?<!码|邀请|已)超时|timed? ?out/i;

/** `{ret, msg, data}`; ret 200 is the only success, `msg` means nothing then. */
export const geweEnvelope: Envelope = {
  refusalOf,
  open(body, path) {
    if (!isAnswer(body)) throw new AppError("bad_answer", `${path}: unexpected ret`);
    return { data: body.data, cursor: null, total: null };
  },
};
