import { AppError } from "../../../shared/errors.ts";
import type { Endpoint, EndpointAnswer, EndpointInput } from "../endpoint.ts";
import type { EndpointCaller } from "../endpoint-caller.ts";

/** Sends one write and reads its answer. */
export type Write = <E extends Endpoint>(endpoint: E, input: EndpointInput<E>) => Promise<EndpointAnswer<E>>;

/**
 * Sends a write once. An answer that cannot be read is "outcome_unknown", not "bad_answer": the server may well have
 * done it, and whoever asked must look. A redirect, of which the server said so by its status, did nothing.
 */
export function createWrite(caller: EndpointCaller): Write {
  return async (endpoint, input) => {
    try {
      return await caller.call(endpoint, input);
    } catch (cause) {
      const isUnread = cause instanceof AppError && cause.code === "bad_answer" && cause.server === undefined;
      if (!isUnread) throw cause;
      throw new AppError("outcome_unknown", `${endpoint.path}: the answer could not be read`, { cause });
    }
  };
}

/** A write over one thing: some answer `false` or one result that says "fail" within a success. Throws "refused" then. */
export async function writeOne<E extends Endpoint>(
  write: Write,
  endpoint: E,
  input: EndpointInput<E>,
): Promise<EndpointAnswer<E>> {
  const answer = await write(endpoint, input);
  const words = refusalIn(answer);
  if (words === null) return answer;
  const server = { code: "fail", message: words };
  throw new AppError("refused", `${endpoint.path}: the server said no`, { server });
}

/** The server's words for why not; null for a success. */
function refusalIn(answer: unknown): string | null {
  if (answer === false) return "";
  if (typeof answer !== "object" || answer === null || !("result" in answer)) return null;
  if (typeof answer.result !== "string" || answer.result === "success") return null;
  return "reason" in answer && typeof answer.reason === "string" ? answer.reason : "";
}
