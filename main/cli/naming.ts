import { AppError, toAppError } from "../../shared/errors.ts";

/** The same failure, saying which of several things it is about. */
export async function naming<Value>(what: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (cause) {
    const { code, message, server, network } = toAppError(cause);
    throw new AppError(code, `${what}: ${message}`, { cause, server, network });
  }
}
