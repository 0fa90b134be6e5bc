import { expect, test } from "vitest";
import { AppError } from "../../../../shared/errors.ts";
import { accountsWorld, osSecrets, withPassword, withToken } from "./accounts-world.ts";

test("an account is signed in, kept, announced, and there after a restart", async () => {
  const world = await accountsWorld();
  const account = await world.service.add(withPassword);
  expect(account).toMatchObject({
    name: "Work",
    apiUrl: "https://api.example.com",
    selfId: "1",
    isSignedIn: true,
    canRenew: true,
    secretPlace: "os",
    isDemo: false,
    syncedAt: null,
  });
  expect(world.emitted.map(({ name }) => name)).toEqual(["accounts.changed"]);
  const again = await world.restarted();
  expect(again.service.list()).toEqual([account]);
});

test("an account that the server refused is neither kept nor announced", async () => {
  const { service, emitted, secrets, database } = await accountsWorld();
  const wrong = { ...withPassword, credential: { ...withPassword.credential, password: "wrong" } };
  await expect(service.add(wrong)).rejects.toMatchObject({ code: "refused" });
  expect(service.list()).toEqual([]);
  expect(await database.all("SELECT * FROM accounts")).toEqual([]);
  expect("values" in secrets && secrets.values).toEqual(new Map());
  expect(emitted).toEqual([]);
});

test.each(["http://10.0.0.7/api", "http://api.example.com", "http://127.0.0.1.example.com"])(
  "%s is refused without consent before anything is sent",
  async (apiUrl) => {
    const { service, server } = await accountsWorld();
    await expect(service.add({ ...withPassword, apiUrl })).rejects.toMatchObject({ code: "insecure" });
    expect(server.requests).toEqual([]);
    await service.add({ ...withPassword, apiUrl, allowsInsecureHttp: true });
  },
);

test.each(["http://127.0.0.1:8080", "http://localhost/x/", "http://[::1]:1"])(
  "%s stays on this machine and needs no consent",
  async (apiUrl) => {
    const { service } = await accountsWorld();
    await expect(service.add({ ...withPassword, apiUrl })).resolves.toMatchObject({ isSignedIn: true });
  },
);

test("an address that could carry a secret is refused", async () => {
  const { service } = await accountsWorld();
  for (const apiUrl of ["https://ann:pw@api.example.com", "https://api.example.com/?token=x"]) {
    await expect(service.add({ ...withPassword, apiUrl })).rejects.toMatchObject({ code: "invalid" });
  }
});

test("the same user of the same server is not added twice", async () => {
  const { service } = await accountsWorld();
  await service.add(withPassword);
  await expect(service.add({ ...withPassword, name: "Again" })).rejects.toMatchObject({ code: "invalid" });
  await service.add(withToken);
  expect(service.list().map(({ name }) => name)).toEqual(["Work", "Side"]);
});

test("where the system's store fails, memory holds the secrets and the person is told", async () => {
  const secrets = osSecrets();
  secrets.isBroken = true;
  const world = await accountsWorld({ secrets });
  const account = await world.service.add(withPassword);
  expect(account).toMatchObject({ isSignedIn: true, secretPlace: "memory" });
  expect(world.memoryNotices()).toBeGreaterThan(0);
  secrets.isBroken = false;
  expect(secrets.values).toEqual(new Map());
  const again = await world.restarted();
  expect(again.service.list()).toMatchObject([{ isSignedIn: false, secretPlace: "memory", canRenew: false }]);
});

test("signing in again keeps the new token; another user's credentials are refused", async () => {
  const { service, secrets } = await accountsWorld();
  const { id } = await service.add(withPassword);
  await expect(service.signIn(id, withToken.credential)).rejects.toMatchObject({ code: "invalid" });
  expect(service.get(id)).toMatchObject({ isSignedIn: true, canRenew: true });
  const before = await secrets.read(`${id}/token`);
  await service.signIn(id, withPassword.credential);
  expect(await secrets.read(`${id}/token`)).not.toBe(before);
});

test("a sign-in with a token forgets the password", async () => {
  const { service, secrets, server } = await accountsWorld();
  const { id } = await service.add(withPassword);
  server.tokens.set("pasted", "1");
  expect(await service.signIn(id, { type: "token", token: "pasted" })).toMatchObject({ canRenew: false });
  expect(await secrets.read(`${id}/credential`)).toBeNull();
});

test("an account nobody knows is not_found", async () => {
  const { service } = await accountsWorld();
  expect(() => service.backendFor("nobody")).toThrow(AppError);
  expect(() => service.get("nobody")).toThrow(expect.objectContaining({ code: "not_found" }));
  await expect(service.remove("nobody")).rejects.toMatchObject({ code: "not_found" });
});

test("the mark of the last sync moves and is kept", async () => {
  const world = await accountsWorld();
  const { id } = await world.service.add(withPassword);
  await world.service.markSynced(id, 12_345);
  expect((await world.restarted()).service.get(id).syncedAt).toBe(12_345);
});
