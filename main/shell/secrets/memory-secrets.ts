import type { SecretStore } from "../shell.ts";

/** Secrets of this process only: gone when it ends. */
export function createMemorySecrets(): SecretStore {
  const values = new Map<string, string>();
  return {
    place: "memory",
    read: async (name) => values.get(name) ?? null,
    write: async (name, value) => void values.set(name, value),
    remove: async (name) => void values.delete(name),
  };
}
