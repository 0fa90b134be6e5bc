import { AppError } from "../../shared/errors.ts";
import { systemCode } from "./file-errors.ts";

/** A broken connection in our codes. An AppError stays what it is; an abort by `signal` is "cancelled". */
export function networkError(cause: unknown, signal: AbortSignal): AppError {
  if (signal.aborted) return new AppError("cancelled", "cancelled", { cause });
  if (cause instanceof AppError) return cause;
  const code = systemCode(cause);
  if (code === "ETIMEDOUT") return new AppError("timeout", "the storage did not answer in time", { cause });
  if (/CERT|SSL|TLS|SELF_SIGNED|LEAF_SIGNATURE/.test(code)) {
    return new AppError("insecure", "the storage's certificate is not trusted", { cause });
  }
  if (code.startsWith("HPE_"))
    return new AppError("bad_answer", "the storage does not speak HTTP", { cause });
  if (code === "ERR_INVALID_URL" || code === "ERR_INVALID_PROTOCOL") {
    // Without its cause, which holds the address.
    return new AppError("bad_answer", "the server named an address that is none");
  }
  return new AppError("offline", `the connection to the storage broke (${code})`, { cause });
}

/** A storage's answer that is no success, with its own words where it sends the usual XML or JSON. */
export function storageRefusal(status: number, body: string): AppError {
  const server = { code: element(body, "Code") ?? String(status), message: element(body, "Message") ?? "" };
  return new AppError(codeOf(status), `the storage answered ${status}`, { server });
}

function codeOf(status: number) {
  if (status === 404 || status === 410) return "not_found";
  if (status === 408) return "timeout";
  if (status === 429) return "rate_limited";
  return status >= 500 ? "server_error" : "refused";
}

function element(body: string, name: string): string | null {
  const found =
    new RegExp(`<${name}>([^<]{1,300})</${name}>`).exec(body) ??
    new RegExp(`"${name}"\\s*:\\s*"([^"\\\\]{1,300})"`, "i").exec(body);
  return found?.[1] ?? null;
}
