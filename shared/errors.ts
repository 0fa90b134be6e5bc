/** Every way a call can fail. Closed: the renderer keeps one text per code and language, checked by the compiler. */
export const errorCodes = [
  "invalid",
  "forbidden",
  "not_found",
  "offline",
  "timeout",
  "cancelled",
  "signed_out",
  /** The session is fine, but the WeChat device behind it is not signed in to WeChat. */
  "device_offline",
  "refused",
  "rate_limited",
  "server_error",
  "bad_answer",
  "too_large",
  "insecure",
  "disk_full",
  "file_error",
  "file_in_use",
  "unreadable_image",
  "storage",
  "unsupported",
  "outcome_unknown",
  "unconfirmed",
  "internal",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * What the failure of a write says of its effect. "not_sent": it never reached the server, or the server would not look
 * at it now; the same may be sent later. "refused": it was looked at, and nothing was done. "unknown": it may have been
 * done, and only reading back can tell.
 */
export type Effect = "not_sent" | "refused" | "unknown";

const effects: Readonly<Record<ErrorCode, Effect>> = {
  invalid: "refused",
  forbidden: "refused",
  not_found: "refused",
  offline: "not_sent",
  timeout: "unknown",
  cancelled: "not_sent",
  signed_out: "not_sent",
  device_offline: "not_sent",
  refused: "refused",
  rate_limited: "not_sent",
  server_error: "unknown",
  bad_answer: "unknown",
  too_large: "unknown",
  insecure: "not_sent",
  disk_full: "not_sent",
  file_error: "not_sent",
  file_in_use: "not_sent",
  unreadable_image: "not_sent",
  storage: "not_sent",
  unsupported: "refused",
  outcome_unknown: "unknown",
  unconfirmed: "unknown",
  internal: "unknown",
};

/** Of what a write threw. What fails before it, such as a read, says nothing of an effect and does not belong here. */
export function effectOf(cause: unknown): Effect {
  const { code, server } = toAppError(cause);
  // A redirect, which the server said by its status: nothing was done there.
  if (code === "bad_answer" && server !== undefined) return "refused";
  return effects[code];
}

const nos: ReadonlySet<ErrorCode> = new Set(["forbidden", "refused", "not_found"]);

/** The server will not tell this one thing, or not do it: others may fare better. */
export function saysNo(cause: unknown): boolean {
  return nos.has(toAppError(cause).code);
}

const ofAll: ReadonlySet<ErrorCode> = new Set([
  "offline",
  "cancelled",
  "signed_out",
  "device_offline",
  "rate_limited",
  "insecure",
  "disk_full",
  "storage",
]);

/** Whatever else is asked for the same account would fail now too. */
export function isOfAll(code: ErrorCode): boolean {
  return ofAll.has(code);
}

/** What the server itself said: its code, and its own words, shown beside ours and never instead of them. */
export interface ServerWords {
  readonly code: string;
  readonly message: string;
}

/** Why the other side could not be reached or trusted. Closed, as the codes are: one text each, in both languages. */
export const networkReasons = [
  "no_such_host",
  "connection_refused",
  "unreachable",
  "proxy_unreachable",
  "proxy_refused",
  "proxy_password",
  "certificate_expired",
  "certificate_not_yet_valid",
  "certificate_unknown_issuer",
  "certificate_wrong_name",
  "certificate_invalid",
  "cut_off",
  "too_slow",
  "not_http",
] as const;

export type NetworkReason = (typeof networkReasons)[number];

export function isNetworkReason(word: string): word is NetworkReason {
  return (networkReasons as readonly string[]).includes(word);
}

/** How far somebody came who signs in: to the server, to the app on it, past name and password, to the account's own data. */
export const signInSteps = ["find_server", "app", "sign_in", "read_account"] as const;

export type SignInStep = (typeof signInSteps)[number];

/** What kept a request from being answered. The error's code says what that means for the call; this says why. */
export interface NetworkFault {
  readonly reason: NetworkReason;
  /** Host and port that failed: the proxy's where the proxy is the cause, else the server's. Never a whole address. */
  readonly host: string;
  /** For a certificate its issuer, names or dates; for a proxy its status. Absent where there is nothing to add. */
  readonly detail?: string | undefined;
}

export interface AppErrorOptions {
  readonly cause?: unknown;
  readonly server?: ServerWords | undefined;
  readonly network?: NetworkFault | undefined;
  readonly step?: SignInStep | undefined;
  /** How long the server asked us to wait; stays in main. */
  readonly retryAfterMs?: number | undefined;
}

/** The only error that crosses a wall. Its message never holds a token, a password or a signed URL. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly server: ServerWords | undefined;
  readonly network: NetworkFault | undefined;
  /** Where signing in failed; absent for all else. */
  readonly step: SignInStep | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.server = options.server;
    this.network = options.network;
    this.step = options.step;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The server's words verbatim, with its code where that says more. */
export function serverWords({ code, message }: ServerWords): string {
  if (!message) return code;
  return code && code !== message ? `${message} (${code})` : message;
}

/** What an error says in one line, to be kept: the server's words where it gave any, else why it was not reached. */
export function errorWords({ server, network, message }: AppError): string {
  if (server) return serverWords(server);
  return network ? `${network.host} (${network.reason})` : message;
}

/** Runs a step of signing in; what fails in it says which step it was. */
export async function inStep<T>(step: SignInStep, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    const error = toAppError(cause);
    if (error.step !== undefined || error.code === "cancelled") throw error;
    const { code, message, server, network, retryAfterMs } = error;
    throw new AppError(code, message, { cause, server, network, step, retryAfterMs });
  }
}

/** For the catch of what may not be there: null then; any other failure stays one. */
export function nullWhenNotFound(cause: unknown): null {
  if (toAppError(cause).code === "not_found") return null;
  throw cause;
}

/** Anything caught becomes an AppError; what we did not foresee is "internal" and keeps its cause. */
export function toAppError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  if (cause instanceof DOMException && cause.name === "AbortError") {
    return new AppError("cancelled", "cancelled", { cause });
  }
  return new AppError("internal", cause instanceof Error ? cause.message : String(cause), { cause });
}
