import type { Account } from "../../shared/domain/account.ts";
import { AppError } from "../../shared/errors.ts";
import type { OpeningNotice } from "../features/settings/notices-service.ts";
import { createServices, type Services } from "../services.ts";
import { openKeyringSecrets } from "../shell/secrets/keyring-secrets.ts";
import { createMemorySecrets } from "../shell/secrets/memory-secrets.ts";

/** What one command works with. Nothing is opened before it is asked for. */
export interface Session {
  /** The app's services over the data folder, built once. */
  services(): Promise<Services>;
  /** From the cache, no server is asked. Throws "not_found". */
  account(name: string): Promise<Account>;
  /** The same for commands that ask its server: signed in with the session's secret where no keyring keeps one. */
  signedIn(name: string): Promise<Account>;
  /** What was found to be damaged or missing when the data was opened; nothing where it was not opened. */
  found(): Promise<readonly OpeningNotice[]>;
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly dataFolder: string;
  /** A token, or the password of an account that was added with one. Kept nowhere where there is no keyring. */
  readonly secret: string | null;
}

export function createSession({ dataFolder, secret }: SessionOptions): Session {
  let opened: Promise<Services> | null = null;
  let closed: Promise<void> | null = null;

  async function open(): Promise<Services> {
    const secrets = (await openKeyringSecrets({ service: "Qunzhu" })) ?? createMemorySecrets();
    const services = await createServices({
      dataFolder,
      secrets,
      // No window: nobody to tell, nobody to ask, nothing to show.
      emit: () => undefined,
      resolveHandle: () => {
        throw new AppError("unsupported", "the command line takes paths");
      },
      downloadsFolder: process.cwd(),
      pickFolder: async () => null,
      showInFolder: async () => undefined,
    });
    if (secret !== null) services.log.registerSecret(secret);
    return services;
  }

  function services(): Promise<Services> {
    if (closed !== null) return Promise.reject(new AppError("cancelled", "interrupted"));
    opened ??= open();
    return opened;
  }

  async function account(name: string): Promise<Account> {
    return (await services()).accountNamed(name);
  }

  return {
    services,
    account,

    async signedIn(name) {
      const known = await account(name);
      if (known.isSignedIn || known.isDemo) return known;
      if (secret === null) {
        const what = known.userName === null ? "token" : "password";
        throw new AppError("signed_out", `no ${what} is kept for "${name}": pass it in QUNZHU_SECRET`);
      }
      const credential =
        known.userName === null
          ? ({ type: "token", token: secret } as const)
          : ({ type: "password", user: known.userName, password: secret } as const);
      return (await services()).accounts.signIn(known.id, credential);
    },

    found: async () => (await opened?.catch(() => null))?.openingNotices ?? [],

    close() {
      closed ??= (async () => {
        // One that failed to open has nothing to close; its command says why.
        const running = await opened?.catch(() => null);
        await running?.close();
      })();
      return closed;
    },
  };
}
