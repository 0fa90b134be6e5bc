import { Credential, type SecretPlace } from "../../../shared/domain/account.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Log } from "../../platform/log.ts";
import type { SecretStore } from "../../shell/shell.ts";

export type PasswordCredential = Extract<Credential, { type: "password" }>;

/** What is kept to stay signed in. The password only where the person signed in with one. */
export interface KeptSecrets {
  readonly token: string;
  readonly credential: PasswordCredential | null;
}

/** The token and the password of one account. Where the system's store fails, this process's memory holds them. */
export interface AccountSecrets {
  /** Throws AppError("storage") where the store cannot be read: that is not the same as having none. */
  token(): Promise<string | null>;
  credential(): Promise<PasswordCredential | null>;
  /** Replaces both. Answers where they are now. */
  keep(secrets: KeptSecrets): Promise<SecretPlace>;
  /** The session ended: the token goes, the password stays. */
  forgetToken(): Promise<void>;
  forgetAll(): Promise<void>;
}

export interface AccountSecretsDeps {
  readonly accountId: string;
  readonly store: SecretStore;
  readonly memory: SecretStore;
  /** The store failed, so memory holds what should be kept. */
  readonly onFallback: () => void;
  readonly log: Log;
}

export function createAccountSecrets(deps: AccountSecretsDeps): AccountSecrets {
  const { accountId, store, memory, onFallback, log } = deps;
  const tokenName = `${accountId}/token`;
  const credentialName = `${accountId}/credential`;

  async function read(name: string): Promise<string | null> {
    return (await memory.read(name)) ?? (await store.read(name));
  }

  async function forget(names: readonly string[]): Promise<void> {
    for (const name of names) {
      await memory.remove(name);
      await store.remove(name);
    }
  }

  async function writeAll(target: SecretStore, { token, credential }: KeptSecrets): Promise<void> {
    if (credential === null) await target.remove(credentialName);
    else await target.write(credentialName, JSON.stringify(credential));
    await target.write(tokenName, token);
  }

  return {
    async token() {
      const token = await read(tokenName);
      if (token !== null) log.registerSecret(token);
      return token;
    },
    async credential() {
      const text = await read(credentialName);
      if (text === null) return null;
      const credential = Credential.safeParse(parseJson(text));
      if (!credential.success || credential.data.type !== "password") {
        throw new AppError("storage", "the kept password cannot be read");
      }
      log.registerSecret(credential.data.password);
      return credential.data;
    },
    async keep(secrets) {
      log.registerSecret(secrets.token);
      if (secrets.credential !== null) log.registerSecret(secrets.credential.password);
      try {
        await writeAll(store, secrets);
        await memory.remove(tokenName);
        await memory.remove(credentialName);
        return store.place;
      } catch (cause) {
        log.warn("the secret store failed, keeping secrets in memory", { accountId, cause });
        await writeAll(memory, secrets);
        onFallback();
        await forgetOutdated();
        return "memory";
      }
    },
    forgetToken: () => forget([tokenName]),
    forgetAll: () => forget([tokenName, credentialName]),
  };

  /** What the failing store still holds would come back at the next start as if it were current. */
  async function forgetOutdated(): Promise<void> {
    for (const name of [tokenName, credentialName]) {
      await store.remove(name).catch((cause: unknown) => {
        log.warn("an outdated secret could not be removed", { accountId, cause });
      });
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
