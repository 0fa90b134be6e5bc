import { AppError } from "../../../shared/errors.ts";
import type { SecretStore } from "../shell.ts";

interface KeyringEntry {
  getPassword(): Promise<string | null>;
  setPassword(value: string): Promise<void>;
  deletePassword(): Promise<boolean>;
}

/** What we need of `@napi-rs/keyring`, which is optional: not every machine can have it. */
export interface KeyringModule {
  readonly AsyncEntry: new (
    service: string,
    name: string,
    options: { linux: { store: "secret-service" } },
  ) => KeyringEntry;
}

export interface KeyringOptions {
  readonly service: string;
  readonly load?: () => Promise<KeyringModule>;
}

/**
 * The operating system's keyring; null where there is none. On Linux only the Secret Service counts: the kernel's
 * own keyring forgets at the next start, which would look like a sign-out without a reason.
 */
export async function openKeyringSecrets(options: KeyringOptions): Promise<SecretStore | null> {
  const { service, load = () => import("@napi-rs/keyring") } = options;
  const entry = await load()
    .then(({ AsyncEntry }) => {
      const open = (name: string) => new AsyncEntry(service, name, { linux: { store: "secret-service" } });
      return open("probe")
        .getPassword()
        .then(() => open);
    })
    .catch(() => null);
  if (entry === null) return null;

  async function attempt<Value>(what: string, act: () => Promise<Value>): Promise<Value> {
    try {
      return await act();
    } catch (cause) {
      throw new AppError("storage", `the system's keyring could not ${what} a secret`, { cause });
    }
  }
  return {
    place: "os",
    read: (name) => attempt("read", () => entry(name).getPassword()),
    write: (name, value) => attempt("keep", () => entry(name).setPassword(value)),
    async remove(name) {
      await attempt("remove", () => entry(name).deletePassword());
    },
  };
}
