import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSafeStorageSecrets } from "../../../../main/shell/secrets/safe-storage-secrets.ts";
import { readSecretFile, writeSecretFile } from "../../../../main/shell/secrets/secret-file.ts";
import { heldError } from "../../../support/hold-file.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** Not encryption, but unreadable at a glance and dependent on a key that tests can change. */
function safeStorage() {
  const state = {
    key: 1,
    isAvailable: true,
    backend: "gnome_libsecret",
    shouldReEncrypt: false,
    encryptions: 0,
  };
  const mask = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xff));
  return {
    state,
    isAsyncEncryptionAvailable: async () => state.isAvailable,
    async encryptStringAsync(text: string) {
      state.encryptions += 1;
      return Buffer.concat([Buffer.of(state.key), mask(Buffer.from(text))]);
    },
    async decryptStringAsync(bytes: Buffer) {
      if (bytes[0] !== state.key) throw new Error("wrong key");
      return { result: mask(bytes.subarray(1)).toString(), shouldReEncrypt: state.shouldReEncrypt };
    },
    getSelectedStorageBackend: () => state.backend,
  };
}

async function world(platform = "linux") {
  const folder = await tempFolder();
  const file = join(folder, "deep", "secrets.json");
  const storage = safeStorage();
  const open = () => openSafeStorageSecrets({ safeStorage: storage, file, platform });
  const secrets = await open();
  if (secrets === null) throw new Error("no store");
  return { folder, file, state: storage.state, open, secrets };
}

test("what was written is read again by the next run, and is not in clear on the disk", async () => {
  const { secrets, open, file } = await world();
  await secrets.write("a/token", "hunter2-令牌");
  expect(await (await open())?.read("a/token")).toBe("hunter2-令牌");
  expect(await readFile(file, "utf8")).not.toContain("hunter2");
  // Windows has no such bits: there the folder of the person's profile keeps others out.
  if (process.platform !== "win32") expect((await stat(file)).mode & 0o077).toBe(0);
  await secrets.remove("a/token");
  await secrets.remove("a/token");
  expect(await secrets.read("a/token")).toBeNull();
});

test("many writes at once are all kept", async () => {
  const { secrets } = await world();
  const names = Array.from({ length: 20 }, (_, index) => `account-${index}/token`);
  await Promise.all(names.map((name) => secrets.write(name, `value of ${name}`)));
  expect(await Promise.all(names.map((name) => secrets.read(name)))).toEqual(
    names.map((name) => `value of ${name}`),
  );
});

test("a key that changed makes reading fail and leaves the file as it is", async () => {
  const { secrets, state, file } = await world();
  await secrets.write("a/token", "hunter2");
  const before = await readFile(file);
  state.key = 2;
  await expect(secrets.read("a/token")).rejects.toMatchObject({ code: "storage" });
  expect(await readFile(file)).toEqual(before);
});

test.each(["", "{", '{"version":2,"values":{}}', '{"version":1,"values":{"x":1}}'])(
  "a file we cannot read (%j) is never replaced",
  async (content) => {
    const { secrets, file } = await world();
    await secrets.write("a/token", "t");
    await writeFile(file, content);
    const attempts = [secrets.read("a"), secrets.write("b", "x"), secrets.remove("a")];
    const refused = { status: "rejected", reason: { code: "storage" } };
    expect(await Promise.allSettled(attempts)).toMatchObject([refused, refused, refused]);
    expect(await readFile(file, "utf8")).toBe(content);
  },
);

test("a value under an older key is encrypted anew when it is read", async () => {
  const { secrets, state } = await world();
  await secrets.write("a/token", "t");
  state.shouldReEncrypt = true;
  expect(await secrets.read("a/token")).toBe("t");
  expect(state.encryptions).toBe(2);
});

test("a write that fails half-way leaves the old file whole", async () => {
  const { secrets, file } = await world();
  await secrets.write("a/token", "t");
  await mkdir(`${file}.new`);
  await expect(secrets.write("b/token", "u")).rejects.toMatchObject({ code: "storage" });
  expect(await secrets.read("a/token")).toBe("t");
});

test("a file of secrets that a scanner holds for a moment is written all the same", async () => {
  const file = join(await tempFolder(), "secrets.json");
  await writeSecretFile(file, { old: "b2xk" });
  let tries = 0;
  const options = {
    platform: "win32",
    pausesMs: [0, 0],
    async renameFile(from: string, to: string) {
      tries += 1;
      if (tries < 3) throw heldError("EPERM");
      await rename(from, to);
    },
  } as const;
  await writeSecretFile(file, { "a/token": "dA==" }, options);
  expect(await readSecretFile(file)).toEqual({ "a/token": "dA==" });
});

test("nothing but the file itself is left behind", async () => {
  const { secrets, folder } = await world();
  await secrets.write("a/token", "t");
  expect(await readdir(join(folder, "deep"))).toEqual(["secrets.json"]);
});

test("without a key worth the name there is no store", async () => {
  const file = join(await tempFolder(), "secrets.json");
  const storage = safeStorage();
  storage.state.backend = "basic_text";
  expect(await openSafeStorageSecrets({ safeStorage: storage, file, platform: "linux" })).toBeNull();
  expect(await openSafeStorageSecrets({ safeStorage: storage, file, platform: "darwin" })).not.toBeNull();
  storage.state.isAvailable = false;
  expect(await openSafeStorageSecrets({ safeStorage: storage, file, platform: "darwin" })).toBeNull();
});
