import { AppError, type ErrorCode } from "../../shared/errors.ts";

const silences: ReadonlySet<ErrorCode> = new Set(["forbidden", "refused", "not_found", "unsupported"]);

/**
 * For what a server tells only to some: where it will not tell us, that is the answer `otherwise` and no failure of
 * the whole. Every other error stays one.
 */
export async function ifTold<Value>(request: Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await request;
  } catch (cause) {
    if (cause instanceof AppError && silences.has(cause.code)) return otherwise;
    throw cause;
  }
}
