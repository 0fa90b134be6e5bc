import type { AccountKind, Credential } from "../../../shared/domain/account.ts";
import { geweAddress, geweAddresses, geweDeviceId, geweToken } from "../../../shared/domain/gewe-account.ts";
import { AppError } from "../../../shared/errors.ts";

interface Brought {
  readonly kind: AccountKind;
  /** Absent where a directory names it. */
  readonly apiUrl?: string | undefined;
  readonly appId: string;
  readonly credential: Credential;
}

/** What was brought for a WeChat account without what came along when it was copied. Throws "invalid" for no token. */
export function cleaned<Input extends Brought>(input: Input): Input {
  if (input.kind !== "gewe") return input;
  const credential = cleanedCredential(input.kind, input.credential);
  if (input.apiUrl === undefined) throw new AppError("invalid", "the address of the gateway is missing");
  return { ...input, apiUrl: geweAddress(input.apiUrl), appId: geweDeviceId(input.appId), credential };
}

export function cleanedCredential(kind: AccountKind, credential: Credential): Credential {
  if (kind !== "gewe" || credential.type !== "token") return credential;
  const token = geweToken(credential.token);
  if (token === null)
    throw new AppError("invalid", "this is no token: it has spaces or other odd characters");
  return { type: "token", token };
}

/**
 * Tries an account at the places where its API may be, in turn. Only where something else answers is the next one tried;
 * when none is right, the first failure is told: it is about the address that was given.
 */
export async function atFirstThatAnswers<Value>(
  { kind, apiUrl }: Pick<Brought, "kind" | "apiUrl">,
  attempt: (apiUrl: string | undefined) => Promise<Value>,
): Promise<Value> {
  if (kind !== "gewe" || apiUrl === undefined) return await attempt(apiUrl);
  let first: unknown = null;
  for (const address of geweAddresses(apiUrl)) {
    try {
      return await attempt(address);
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== "bad_answer") throw cause;
      first ??= cause;
    }
  }
  throw first;
}
