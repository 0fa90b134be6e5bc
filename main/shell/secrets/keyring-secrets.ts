import { AppError } from "../../../shared/errors.ts";
import { createTurns } from "../../platform/in-turn.ts";
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
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * The operating system's keyring; null where there is none, or where QUNZHU_KEYRING=0 keeps away from it (tests must
 * not write into a person's own). On Linux only the Secret Service counts: the kernel's own keyring forgets at the next
 * start, which would look like a sign-out without a reason.
 */
export async function openKeyringSecrets(options: KeyringOptions): Promise<SecretStore | null> {
  const { service, load = () => import("@napi-rs/keyring"), env = process.env } = options;
  if (env.QUNZHU_KEYRING === "0") return null;
  const entry = await load()
    .then(({ AsyncEntry }) => {
      const open = (name: string) => new AsyncEntry(service, name, { linux: { store: "secret-service" } });
      return open("probe")
        .getPassword()
        .then(() => open);
    })
    .catch(() => null);
  if (entry === null) return null;
  const inTurn = createTurns();

  /** One after the other for each secret: who reads must not meet the parts of two values. */
  function attempt<Value>(what: string, name: string, act: () => Promise<Value>): Promise<Value> {
    return inTurn(name, async () => {
      try {
        return await act();
      } catch (cause) {
        throw new AppError("storage", `the system's keyring could not ${what} a secret`, { cause });
      }
    });
  }
  return {
    place: "os",
    read: (name) => attempt("read", name, () => readSecret(entry, name)),
    write: (name, value) => attempt("keep", name, () => writeSecret(entry, name, value)),
    remove: (name) => attempt("remove", name, () => removeSecret(entry, name)),
  };
}

type OpenEntry = (name: string) => KeyringEntry;

/**
 * The Credential Manager of Windows takes 2,560 bytes for an entry and stores two for most characters. A longer secret
 * lies in parts of their own, and the entry under its name says which. There are two sets of parts: a new value is
 * written into the one that is not in use, so that the old one stays whole until the entry names the other set.
 */
const charactersInPart = 600;
const partSets = ["a", "b"] as const;
const splitSecret = /^qunzhu-split:([ab]):(\d+)$/;

const partName = (name: string, set: string, index: number) => `${name}/part-${set}${index}`;

async function readSecret(entry: OpenEntry, name: string): Promise<string | null> {
  const kept = await entry(name).getPassword();
  const [, set, count] = splitSecret.exec(kept ?? "") ?? [];
  if (set === undefined) return kept;
  const parts: string[] = [];
  for (let index = 0; index < Number(count); index += 1) {
    const part = await entry(partName(name, set, index)).getPassword();
    if (part === null) throw new Error("a part of the secret is missing");
    parts.push(part);
  }
  return parts.join("");
}

async function writeSecret(entry: OpenEntry, name: string, value: string): Promise<void> {
  const parts = value.match(new RegExp(`.{1,${charactersInPart}}`, "gsu")) ?? [];
  const inUse = splitSecret.exec((await entry(name).getPassword()) ?? "")?.[1];
  if (parts.length <= 1 && !splitSecret.test(value)) {
    await entry(name).setPassword(value);
    if (inUse !== undefined) await removeParts(entry, name, partSets);
    return;
  }
  const set = inUse === "a" ? "b" : "a";
  for (const [index, part] of parts.entries()) await entry(partName(name, set, index)).setPassword(part);
  await entry(name).setPassword(`qunzhu-split:${set}:${parts.length}`);
  await removeParts(
    entry,
    name,
    partSets.filter((other) => other !== set),
  );
}

/** The parts first: broken off in between, what is left can still be removed by its name. */
async function removeSecret(entry: OpenEntry, name: string): Promise<void> {
  await removeParts(entry, name, partSets);
  await entry(name).deletePassword();
}

async function removeParts(entry: OpenEntry, name: string, sets: readonly string[]): Promise<void> {
  for (const set of sets) {
    for (let index = 0; await entry(partName(name, set, index)).deletePassword(); index += 1);
  }
}
