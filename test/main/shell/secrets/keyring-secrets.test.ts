import { expect, test } from "vitest";
import { type KeyringModule, openKeyringSecrets } from "../../../../main/shell/secrets/keyring-secrets.ts";

/** A keyring in memory; `isLocked` makes every operation fail as a locked one does. */
function keyring() {
  const values = new Map<string, string>();
  const state = { isLocked: false, stores: new Set<string>() };
  class AsyncEntry {
    readonly #name: string;
    constructor(service: string, name: string, options: { linux: { store: string } }) {
      this.#name = `${service} ${name}`;
      state.stores.add(options.linux.store);
    }
    #check(): void {
      if (state.isLocked) throw new Error("locked, and here is the value: hunter2");
    }
    async getPassword() {
      this.#check();
      return values.get(this.#name) ?? null;
    }
    async setPassword(value: string) {
      this.#check();
      values.set(this.#name, value);
    }
    async deletePassword() {
      this.#check();
      return values.delete(this.#name);
    }
  }
  return { state, values, load: async () => ({ AsyncEntry }) satisfies KeyringModule };
}

test("secrets are written, read and removed under the app's name", async () => {
  const { load, values, state } = keyring();
  const secrets = await openKeyringSecrets({ service: "Qunzhu", load });
  expect(secrets?.place).toBe("os");
  await secrets?.write("a/token", "t1");
  expect(values).toEqual(new Map([["Qunzhu a/token", "t1"]]));
  expect(await secrets?.read("a/token")).toBe("t1");
  await secrets?.remove("a/token");
  await secrets?.remove("a/token");
  expect(await secrets?.read("a/token")).toBeNull();
  expect([...state.stores]).toEqual(["secret-service"]);
});

test("a keyring that fails later is a storage error without the value in its message", async () => {
  const { load, state } = keyring();
  const secrets = await openKeyringSecrets({ service: "Qunzhu", load });
  state.isLocked = true;
  for (const attempt of [secrets?.read("x"), secrets?.write("x", "hunter2"), secrets?.remove("x")]) {
    await expect(attempt).rejects.toMatchObject({
      code: "storage",
      message: expect.not.stringContaining("hunter2"),
    });
  }
});

test("without the module, or with a keyring that cannot be reached, there is no store", async () => {
  const missing = () => Promise.reject(new Error("Cannot find module"));
  expect(await openKeyringSecrets({ service: "Qunzhu", load: missing })).toBeNull();
  const { load, state } = keyring();
  state.isLocked = true;
  expect(await openKeyringSecrets({ service: "Qunzhu", load })).toBeNull();
});
