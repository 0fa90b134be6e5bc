import { AppError } from "../../../shared/errors.ts";
import type { SecretStore } from "../shell.ts";
import { readSecretFile, type SecretValues, writeSecretFile } from "./secret-file.ts";

/** The part of Electron's `safeStorage` that we use. */
export interface SafeStorageLike {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(plainText: string): Promise<Buffer>;
  decryptStringAsync(encrypted: Buffer): Promise<{ shouldReEncrypt: boolean; result: string }>;
  /** Linux only; `basic_text` means a password that everybody knows. */
  getSelectedStorageBackend?(): string;
}

export interface SafeStorageOptions {
  readonly safeStorage: SafeStorageLike;
  /** Holds the encrypted values; replaced as a whole, never deleted because it could not be read. */
  readonly file: string;
  /** As `process.platform`. */
  readonly platform: string;
}

/** Secrets encrypted by the operating system's key; null where that key is missing or worth nothing. */
export async function openSafeStorageSecrets(options: SafeStorageOptions): Promise<SecretStore | null> {
  const { safeStorage, file } = options;
  if (!(await canEncrypt(options))) return null;
  let queue: Promise<unknown> = Promise.resolve();

  /** One after the other: two writers of one file would lose one of their values. */
  function change(apply: (values: SecretValues) => SecretValues): Promise<void> {
    const next = queue.then(async () => {
      const values = await readSecretFile(file);
      const changed = apply(values);
      if (changed !== values) await writeSecretFile(file, changed);
    });
    queue = next.catch(() => undefined);
    return next;
  }

  async function encrypted(value: string): Promise<string> {
    try {
      return (await safeStorage.encryptStringAsync(value)).toString("base64");
    } catch (cause) {
      throw new AppError("storage", "the system could not encrypt a secret", { cause });
    }
  }

  async function write(name: string, value: string): Promise<void> {
    const text = await encrypted(value);
    await change((values) => ({ ...values, [name]: text }));
  }

  return {
    place: "os",
    write,
    async read(name) {
      await queue;
      const text = (await readSecretFile(file))[name];
      if (text === undefined) return null;
      const { result, shouldReEncrypt } = await decrypted(safeStorage, text);
      if (shouldReEncrypt) await write(name, result);
      return result;
    },
    remove: (name) =>
      change((values) => {
        if (!Object.hasOwn(values, name)) return values;
        const { [name]: _removed, ...others } = values;
        return others;
      }),
  };
}

async function canEncrypt({ safeStorage, platform }: SafeStorageOptions): Promise<boolean> {
  try {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
    return platform !== "linux" || safeStorage.getSelectedStorageBackend?.() !== "basic_text";
  } catch {
    return false;
  }
}

async function decrypted(safeStorage: SafeStorageLike, text: string) {
  try {
    return await safeStorage.decryptStringAsync(Buffer.from(text, "base64"));
  } catch (cause) {
    throw new AppError("storage", "the system could not decrypt a secret", { cause });
  }
}
