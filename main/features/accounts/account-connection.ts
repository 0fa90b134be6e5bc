import type { Credential, SecretPlace } from "../../../shared/domain/account.ts";
import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import type { GroupBackend, Session } from "../../backends/backend.ts";
import type { BackendDeps } from "../../backends/create-backend.ts";
import type { Log } from "../../platform/log.ts";
import type { RateLimit } from "../../platform/rate-limit.ts";
import type { AccountSecrets, PasswordCredential } from "./account-secrets.ts";

export interface ConnectionDeps {
  readonly network: BackendDeps["network"];
  readonly address: Pick<BackendDeps, "kind" | "apiUrl" | "appId" | "allowsInsecureHttp" | "found">;
  readonly createBackend: (deps: BackendDeps) => GroupBackend;
  readonly secrets: AccountSecrets;
  readonly rateLimit: RateLimit;
  /** A password is kept that a lost session can be renewed with. */
  readonly canRenew: boolean;
  readonly secretPlace: SecretPlace;
  /** Our own id on the server; null before the first sign-in. */
  readonly selfId: string | null;
  /** A request told whether WeChat is signed in on the account's device. */
  readonly onDevice?: (isOnline: boolean) => void;
  /** The session was renewed or has ended. */
  readonly onChanged: () => void;
  readonly log: Log;
}

export type ProvenSession = Omit<Session, "selfId"> & { readonly selfId: string | null };

/** One account's session: its token in memory, its backend, and how it is renewed. */
export interface AccountConnection {
  readonly backend: GroupBackend;
  readonly rateLimit: RateLimit;
  readonly isSignedIn: () => boolean;
  readonly canRenew: () => boolean;
  readonly secretPlace: () => SecretPlace;
  /** Reads the kept token. A store that cannot be read is tried again at the next request. */
  load(): Promise<void>;
  /** Asks the server, keeps nothing. */
  prove(credential: Credential): Promise<Session>;
  /** Keeps a proven session; its person is null where the device is offline and cannot tell. */
  adopt(session: ProvenSession, credential: Credential): Promise<void>;
  /** From here on no session is kept any more: a late answer is dropped, one being kept right now is waited for. */
  close(): Promise<void>;
  /** Removes the kept token and password. */
  forget(): Promise<void>;
}

/** The server understood the question and said no: the session is over. Everything else leaves it as it is. */
const refusals: ReadonlySet<ErrorCode> = new Set([
  "signed_out",
  "refused",
  "forbidden",
  "not_found",
  "invalid",
]);

export function createAccountConnection(deps: ConnectionDeps): AccountConnection {
  const { secrets, onChanged, log } = deps;
  let token: string | null = null;
  let canRenew = deps.canRenew;
  let { secretPlace, selfId } = deps;
  let isUnread = false;
  let isClosed = false;
  /** Grows with every sign-in, so that a renewal begun before it neither replaces nor ends the newer session. */
  let generation = 0;
  let renewal: Promise<string | null> | null = null;

  const backend = deps.createBackend({
    ...deps.address,
    network: deps.network,
    rateLimit: deps.rateLimit,
    token: () => token,
    selfId: () => selfId,
    ...(deps.onDevice && { onDevice: deps.onDevice }),
    renew: () => {
      renewal ??= renew().finally(() => {
        renewal = null;
      });
      return renewal;
    },
  });

  async function renew(): Promise<string | null> {
    if (isUnread) return readAgain();
    const before = generation;
    const credential = canRenew ? await secrets.credential() : null;
    if (credential === null) return end(before);
    try {
      const session = await backend.signIn(credential);
      if (before !== generation || isClosed) return token;
      token = session.token;
      secretPlace = await secrets.keep({ token, credential: passwordOf(session.accepted ?? credential) });
      onChanged();
      return token;
    } catch (cause) {
      if (!(cause instanceof AppError) || !refusals.has(cause.code)) throw cause;
      log.warn("the server refused to renew a session", { code: cause.code });
      return end(before);
    }
  }

  async function readAgain(): Promise<string | null> {
    token = await secrets.token();
    isUnread = false;
    onChanged();
    return token;
  }

  /** A password that was refused once is not tried again by itself: that could lock the person out. */
  async function end(before: number): Promise<string | null> {
    if (before !== generation || isClosed) return token;
    token = null;
    canRenew = false;
    await secrets.forgetToken();
    onChanged();
    return null;
  }

  return {
    backend,
    rateLimit: deps.rateLimit,
    isSignedIn: () => token !== null,
    canRenew: () => canRenew,
    secretPlace: () => secretPlace,
    async load() {
      try {
        token = await secrets.token();
      } catch (cause) {
        isUnread = true;
        log.warn("a kept token could not be read", { cause });
      }
    },
    prove: (credential) => backend.signIn(credential),
    async adopt(session, credential) {
      if (isClosed) throw new AppError("cancelled", "the account was removed meanwhile");
      generation += 1;
      token = session.token;
      selfId = session.selfId;
      isUnread = false;
      const password = passwordOf(session.accepted ?? credential);
      canRenew = password !== null;
      secretPlace = await secrets.keep({ token, credential: password });
    },
    async close() {
      isClosed = true;
      token = null;
      await Promise.allSettled([renewal]);
    },
    forget: () => secrets.forgetAll(),
  };
}

/** What a lost session can be renewed with. */
function passwordOf(credential: Credential): PasswordCredential | null {
  return credential.type === "password" ? credential : null;
}
