import { AppError } from "../../shared/errors.ts";

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
