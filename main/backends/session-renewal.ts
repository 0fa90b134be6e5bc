import { AppError, type ErrorCode, toAppError } from "../../shared/errors.ts";

export interface RenewalDeps {
  readonly token: () => string | null;
  readonly renew: () => Promise<string | null>;
  /** Absent: every "signed_out" of this server means that the session is over. */
  readonly doubts?: SessionDoubts | null;
}

/** For a server that answers "not signed in" to requests of a good session as well. */
export interface SessionDoubts {
  /** Whether this refusal may be about the request alone. */
  readonly isDoubtful: (refusal: AppError) => boolean;
  /** Asks what every session may ask; rejects where there is none. */
  readonly prove: (token: string) => Promise<unknown>;
  readonly now?: () => number;
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
 * carried out. Everybody who lost the same token shares one renewal, also when it gave nothing. What is refused to a
 * session that holds, or to one just renewed, is "refused" and costs nobody their session.
 */
export function createSessionRenewal({ token, renew, doubts = null }: RenewalDeps): SendWithToken {
  let lost: Renewal | null = null;
  const held = doubts && createHeldSessions(doubts);

  /** Answers the lost token itself where the server gave it out anew. */
  async function renewed(lostToken: string | null): Promise<string> {
    const current = token();
    if (current !== null && current !== lostToken) return current;
    // A token may be given for good: signed in with again, it can be lost again. Without any, nothing has changed since.
    const isShared = lost?.isOver ? current === null : lost?.token === lostToken;
    if (lost === null || !isShared) lost = { token: lostToken, renewed: renew(), isOver: false };
    const mine = lost;
    try {
      const fresh = await mine.renewed;
      // A server may go on with the same token: it can then be lost, and renewed, once more.
      if (fresh === lostToken && lost === mine) lost = null;
      if (fresh !== null) return fresh;
      mine.isOver = true;
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
      if (!isLoss(cause)) throw cause;
      if (doubts?.isDoubtful(cause) && (await held?.holds(first))) throw refusal(cause);
      const fresh = await renewed(first).catch((failed: unknown) => Promise.reject(withWords(failed, cause)));
      try {
        return await send(fresh);
      } catch (again) {
        if (!isLoss(again) || !doubts?.isDoubtful(again)) throw again;
        held?.proven(fresh);
        throw refusal(again);
      }
    }
  };
}

/** A proof that ended so came to no answer about the session: without a kept password it would end for nothing. */
const saysNothing: ReadonlySet<ErrorCode> = new Set([
  "offline",
  "timeout",
  "rate_limited",
  "server_error",
  "cancelled",
]);

/** So long a proof counts: a list for each of a thousand groups may be refused within one sync. */
const proofLastsMs = 10_000;

/** Which token was seen to hold a moment ago; whoever doubts the same one shares one proof. */
function createHeldSessions({ prove, now = Date.now }: SessionDoubts) {
  let last: { readonly token: string; readonly at: number; readonly holds: Promise<boolean> } | null = null;
  return {
    proven(token: string): void {
      last = { token, at: now(), holds: Promise.resolve(true) };
    },
    holds(token: string): Promise<boolean> {
      if (last === null || last.token !== token || now() - last.at >= proofLastsMs) {
        const holds = prove(token).then(
          () => true,
          (cause: unknown) => {
            if (saysNothing.has(toAppError(cause).code)) throw cause;
            return false;
          },
        );
        const mine = { token, at: now(), holds };
        last = mine;
        const forget = () => {
          if (last === mine) last = null;
        };
        // Only a session that holds stays known: one that is lost is renewed, and may come back as the same token.
        holds.then((isHeld) => isHeld || forget(), forget);
      }
      return last.holds;
    },
  };
}

function isLoss(cause: unknown): cause is AppError {
  return cause instanceof AppError && cause.code === "signed_out";
}

function refusal(cause: AppError): AppError {
  return new AppError("refused", cause.message, { cause, server: cause.server });
}

/** Keeps the server's words when the renewal had none of its own. */
function withWords(failed: unknown, original: AppError): unknown {
  return failed instanceof AppError && failed.code === "signed_out" ? original : failed;
}
