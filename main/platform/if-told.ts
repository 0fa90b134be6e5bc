import { saysNo, toAppError } from "../../shared/errors.ts";

/**
 * For what a server tells only to some: where it will not tell us, that is the answer `otherwise` and no failure of
 * the whole. Every other error stays one.
 */
export async function ifTold<Value>(request: Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await request;
  } catch (cause) {
    if (saysNo(cause) || toAppError(cause).code === "unsupported") return otherwise;
    throw cause;
  }
}
