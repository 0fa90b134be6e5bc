import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { gate } from "../groups/cache-world.ts";
import { accountsWorld, osSecrets, withPassword, withToken } from "./accounts-world.ts";

/** Every byte that lies in the data folder. */
async function bytesIn(folder: string): Promise<string> {
  const files = await readdir(folder);
  const contents = await Promise.all(files.map((file) => readFile(join(folder, file))));
  return Buffer.concat(contents).toString("latin1");
}

test("tokens and passwords never lie in the data folder", async () => {
  const { service, folder, database, secrets } = await accountsWorld();
  const { id } = await service.add(withPassword);
  const token = await secrets.read(`${id}/token`);
  const bytes = await bytesIn(folder);
  expect(bytes).toContain("api.example.com");
  expect(bytes).not.toContain("correct horse");
  expect(bytes).not.toContain(token);
  await database.close();
  expect(await bytesIn(folder)).not.toContain(token);
});

test("a removed account leaves neither secrets nor rows nor bytes, and others stay", async () => {
  const { service, folder, database, secrets, emitted } = await accountsWorld({ secrets: osSecrets() });
  const gone = await service.add({ ...withPassword, name: "Gone-account-name" });
  const stays = await service.add({ ...withToken, name: "Staying-account-name" });
  await database.run(
    `INSERT INTO groups (account_id, group_id, name, search_text, role)
     VALUES (?, '1', 'Gone-group-name', 'x', 0)`,
    [gone.id],
  );
  await database.run(
    `INSERT INTO members (group_key, member_id, name, search_text, role)
     SELECT key, '1', 'Gone-member-name', 'x', 0 FROM groups`,
  );
  emitted.length = 0;
  await service.remove(gone.id);
  expect(service.list().map(({ id }) => id)).toEqual([stays.id]);
  expect("values" in secrets && [...(secrets.values as Map<string, string>).keys()]).toEqual([
    `${stays.id}/token`,
  ]);
  expect(emitted.map(({ name }) => name)).toEqual(["accounts.changed"]);
  const bytes = await bytesIn(folder);
  expect(bytes).not.toMatch(/Gone-(account|group|member)-name/);
  expect(bytes).not.toContain(gone.id);
  expect(bytes).toContain("Staying-account-name");
});

test("what works for an account has ended before its secrets and rows go", async () => {
  const { service, secrets, database } = await accountsWorld();
  const { id } = await service.add(withPassword);
  const seen: unknown[] = [];
  service.onRemove(async (accountId) => {
    seen.push(
      accountId,
      await secrets.read(`${id}/token`),
      (await database.all("SELECT id FROM accounts")).length,
    );
  });
  await service.remove(id);
  expect(seen).toEqual([id, expect.any(String), 1]);
});

test("nothing new begins for an account that is being removed", async () => {
  const { service } = await accountsWorld();
  const { id } = await service.add(withPassword);
  service.onRemove(async () => {
    expect(() => service.backendFor(id)).toThrow(expect.objectContaining({ code: "not_found" }));
  });
  await service.remove(id);
});

test("secrets that cannot be removed keep the account, so that it can be tried again", async () => {
  const secrets = osSecrets();
  const { service } = await accountsWorld({ secrets });
  const { id } = await service.add(withPassword);
  secrets.isBroken = true;
  await expect(service.remove(id)).rejects.toThrow(/locked/);
  expect(service.list()).toHaveLength(1);
  secrets.isBroken = false;
  await service.remove(id);
  expect(service.list()).toEqual([]);
  expect(secrets.values).toEqual(new Map());
});

test.each(["asking the server", "keeping the new token"])(
  "a session being renewed while its account goes leaves nothing: %s",
  async (moment) => {
    const secrets = osSecrets();
    const { service, server } = await accountsWorld({ secrets });
    const { id } = await service.add(withPassword);
    const backend = service.backendFor(id);
    server.tokens.clear();
    const [reached, released] = [gate(), gate()];
    const hold = () => {
      reached.open();
      return released.opened;
    };
    if (moment === "asking the server") server.beforeSignIn = hold;
    else secrets.beforeWrite = hold;
    const late = backend.call("/x", {}).catch(() => undefined);
    await reached.opened;
    const removal = service.remove(id);
    await new Promise((resolve) => setImmediate(resolve));
    released.open();
    await Promise.all([removal, late]);
    expect(secrets.values).toEqual(new Map());
  },
);
