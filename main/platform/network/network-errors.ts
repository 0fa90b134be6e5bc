import { AppError, type ErrorCode, type NetworkReason } from "../../../shared/errors.ts";

/** What a reason means for a call of which nothing was sent yet, or which may be sent again. */
const codeOf: Readonly<Record<NetworkReason, ErrorCode>> = {
  no_such_host: "offline",
  connection_refused: "offline",
  unreachable: "offline",
  proxy_unreachable: "offline",
  proxy_refused: "offline",
  proxy_password: "offline",
  certificate_expired: "insecure",
  certificate_not_yet_valid: "insecure",
  certificate_unknown_issuer: "insecure",
  certificate_wrong_name: "insecure",
  certificate_invalid: "insecure",
  cut_off: "offline",
  too_slow: "timeout",
  not_http: "bad_answer",
};

const reasonOfCode: Readonly<Record<string, NetworkReason>> = {
  ENOTFOUND: "no_such_host",
  ECONNREFUSED: "connection_refused",
  CERT_HAS_EXPIRED: "certificate_expired",
  CERT_NOT_YET_VALID: "certificate_not_yet_valid",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate_wrong_name",
  HOSTNAME_MISMATCH: "certificate_wrong_name",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate_unknown_issuer",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate_unknown_issuer",
  UNABLE_TO_GET_ISSUER_CERT: "certificate_unknown_issuer",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate_unknown_issuer",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate_unknown_issuer",
  CERT_UNTRUSTED: "certificate_unknown_issuer",
  UND_ERR_HEADERS_OVERFLOW: "not_http",
  UND_ERR_CONNECT_TIMEOUT: "too_slow",
  UND_ERR_SOCKET: "cut_off",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "not_http",
  ECONNRESET: "cut_off",
  ECONNABORTED: "cut_off",
  EPIPE: "cut_off",
};

const reasonOfFamily: readonly (readonly [RegExp, NetworkReason])[] = [
  // The name could not be asked for at all: there is no network, or no name server answers.
  [/^EAI_/, "unreachable"],
  [/^(EHOST|ENET)|^ETIMEDOUT$|^EADDRNOTAVAIL$/, "unreachable"],
  [/^(CERT_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|ERR_TLS_CERT)/, "certificate_invalid"],
  // Whoever answers does not speak TLS, or not HTTP.
  [/^(EPROTO$|ERR_SSL_|ERR_TLS_|HPE_)/, "not_http"],
];

/** The system's or the library's code of what went wrong; of several addresses tried in turn, the first one's. */
function codeOfCause(cause: unknown): string {
  if (!(cause instanceof Error)) return "error";
  if (cause instanceof AggregateError && cause.errors.length > 0) return codeOfCause(cause.errors[0]);
  // undici's parser errors do not all have a code, nor has an answer that HTTP does not allow here (100, 101). By
  // their names, so that making an error does not load the library.
  const isUnexpected = cause.name === "SocketError" && cause.message.startsWith("bad ");
  if (isUnexpected || cause.name === "HTTPParserError") return "HPE_UNEXPECTED";
  return "code" in cause ? String(cause.code) : cause.name;
}

function reasonOf(code: string): NetworkReason {
  return reasonOfCode[code] ?? reasonOfFamily.find(([family]) => family.test(code))?.[1] ?? "cut_off";
}

/** An error of the network with its reason; `host` is a name and a port, never an address that may be signed. */
export function networkFault(
  reason: NetworkReason,
  host: string,
  options: { readonly detail?: string; readonly code?: ErrorCode; readonly cause?: unknown } = {},
): AppError {
  const { detail, code = codeOf[reason], cause } = options;
  const network = { reason, host, ...(detail ? { detail } : {}) };
  return new AppError(code, `${host}: ${reason}${detail ? ` (${detail})` : ""}`, { cause, network });
}

/** The reason of what a socket or the HTTP library threw. An AppError stays what it is. */
export function faultOf(cause: unknown, host: string): AppError {
  if (cause instanceof AppError) return cause;
  const code = codeOfCause(cause);
  if (code === "UND_ERR_INVALID_ARG") {
    // Without its cause, which may quote what was to be sent.
    return new AppError("invalid", `${host}: the request holds characters that cannot be sent`);
  }
  return networkFault(reasonOf(code), host, { detail: detailOf(cause, code), cause });
}

/** What a certificate says of itself, else the bare code: a library's sentences may hold an address. */
function detailOf(cause: unknown, code: string): string {
  if (code !== "ERR_TLS_CERT_ALTNAME_INVALID" || !(cause instanceof Error)) return code;
  const { cert } = cause as Error & { readonly cert?: { readonly subjectaltname?: string } };
  return cert?.subjectaltname ? cert.subjectaltname.slice(0, 300) : code;
}
