import { AppError } from "../../shared/errors.ts";

export interface RenewalDeps {
  readonly token: () => string | null;
  readonly renew: () => Promise<string | null>;
}

interface Renewal {
  readonly token: string | null;
  readonly renewed: Promise<string | null>;
  /** It gave nothing. */
  isOver: boolean;
}

/** Sends something with the token of the moment. */
export type SendWithToken = <T>(send: (token: string) => Promise<T>) => Promise<T>;

/**
 * Renews a lost session once and sends again once. Safe for writes too: a request refused for its session was not
 * carried out. Everybody who lost the same token shares one renewal, also when it gave nothing.
 */
export function createSessionRenewal({ token, renew }: RenewalDeps): SendWithToken {
  let lost: Renewal | null = null;

  async function renewed(lostToken: string | null): Promise<string> {
    const current = token();
    if (current !== null && current !== lostToken) return current;
    // A token may be given for good: signed in with again, it can be lost again. Without any, nothing has changed since.
    const isShared = lost?.isOver ? current === null : lost?.token === lostToken;
    if (lost === null || !isShared) lost = { token: lostToken, renewed: renew(), isOver: false };
    const mine = lost;
    try {
      const fresh = await mine.renewed;
      if (fresh !== null && fresh !== lostToken) return fresh;
      mine.isOver = fresh === null;
    } catch (cause) {
      // A renewal that failed (offline, say) tells nothing about the session: the next one may try again.
      if (lost === mine) lost = null;
      throw cause;
    }
    throw new AppError("signed_out", "the session has ended");
  }

  return async (send) => {
    const current = token();
    const first = current ?? (await renewed(null));
    try {
      return await send(first);
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== "signed_out") throw cause;
      return await send(
        await renewed(first).catch((failed: unknown) => Promise.reject(withWords(failed, cause))),
      );
    }
  };
}

/** Keeps the server's words when the renewal had none of its own. */
function withWords(failed: unknown, original: AppError): unknown {
  return failed instanceof AppError && failed.code === "signed_out" ? original : failed;
}
