import { expect, test } from "vitest";
import { type KeyringModule, openKeyringSecrets } from "../../../../main/shell/secrets/keyring-secrets.ts";

/**
 * A keyring in memory, as small as the Credential Manager of Windows; `isLocked` makes every operation fail as a locked
 * one does.
 */
function keyring() {
  const values = new Map<string, string>();
  const state = { isLocked: false, stores: new Set<string>(), writes: 0, failsAtWrite: 0 };
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
      if (Buffer.byteLength(value, "utf16le") > 2560) throw new Error("longer than the platform's limit");
      state.writes += 1;
      if (state.writes === state.failsAtWrite) throw new Error("the machine went down");
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
  const secrets = await openKeyringSecrets({ service: "Qunzhu", load, env: {} });
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
  const secrets = await openKeyringSecrets({ service: "Qunzhu", load, env: {} });
  state.isLocked = true;
  for (const attempt of [secrets?.read("x"), secrets?.write("x", "hunter2"), secrets?.remove("x")]) {
    await expect(attempt).rejects.toMatchObject({
      code: "storage",
      message: expect.not.stringContaining("hunter2"),
    });
  }
});

test.each([1280, 1281, 5000, 40_000])("a secret of %i characters is kept whole", async (length) => {
  const { load, values } = keyring();
  const secrets = await openKeyringSecrets({ service: "Qunzhu", load, env: {} });
  const value = "🔑".repeat(300) + "x".repeat(length - 600);
  await secrets?.write("a/token", value);
  expect(await secrets?.read("a/token")).toBe(value);
  await secrets?.write("a/token", `${value}, another`);
  expect(await secrets?.read("a/token")).toBe(`${value}, another`);
  await secrets?.remove("a/token");
  expect(await secrets?.read("a/token")).toBeNull();
  expect(values.size).toBe(0);
});

test("a shorter secret leaves nothing of the longer one", async () => {
  const { load, values } = keyring();
  const secrets = await openKeyringSecrets({ service: "Qunzhu", load, env: {} });
  await secrets?.write("a/token", "x".repeat(5000));
  await secrets?.write("a/token", "short");
  expect(values).toEqual(new Map([["Qunzhu a/token", "short"]]));
  await secrets?.write("a/token", "qunzhu-split:a:3");
  expect(await secrets?.read("a/token")).toBe("qunzhu-split:a:3");
});

test("a long secret that could not be written whole leaves the one before, and can be removed", async () => {
  const { load, values, state } = keyring();
  const secrets = await openKeyringSecrets({ service: "Qunzhu", load, env: {} });
  await secrets?.write("a/token", "x".repeat(5000));
  state.failsAtWrite = state.writes + 3;
  await expect(secrets?.write("a/token", "y".repeat(5000))).rejects.toMatchObject({ code: "storage" });
  expect(await secrets?.read("a/token")).toBe("x".repeat(5000));
  await secrets?.remove("a/token");
  expect(values.size).toBe(0);
});

test("who reads while a long secret is replaced gets one of the two", async () => {
  const { load } = keyring();
  const secrets = await openKeyringSecrets({ service: "Qunzhu", load, env: {} });
  await secrets?.write("a/token", "x".repeat(5000));
  const [, read] = await Promise.all([secrets?.write("a/token", "y".repeat(5000)), secrets?.read("a/token")]);
  expect(read).toBe("y".repeat(5000));
});

test("a part that is missing is an error, not a sign-out", async () => {
  const { load, values } = keyring();
  const secrets = await openKeyringSecrets({ service: "Qunzhu", load, env: {} });
  await secrets?.write("a/token", "x".repeat(5000));
  values.delete("Qunzhu a/token/part-a2");
  await expect(secrets?.read("a/token")).rejects.toMatchObject({ code: "storage" });
});

test("QUNZHU_KEYRING=0 keeps away from the person's keyring", async () => {
  const { load } = keyring();
  expect(await openKeyringSecrets({ service: "Qunzhu", load, env: { QUNZHU_KEYRING: "0" } })).toBeNull();
  expect(await openKeyringSecrets({ service: "Qunzhu", load, env: {} })).not.toBeNull();
});

test("without the module, or with a keyring that cannot be reached, there is no store", async () => {
  const missing = () => Promise.reject(new Error("Cannot find module"));
  expect(await openKeyringSecrets({ service: "Qunzhu", load: missing, env: {} })).toBeNull();
  const { load, state } = keyring();
  state.isLocked = true;
  expect(await openKeyringSecrets({ service: "Qunzhu", load, env: {} })).toBeNull();
});
