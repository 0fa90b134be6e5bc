import { expect, test } from "vitest";
import { AppError } from "../../../../shared/errors.ts";
import { gate } from "../groups/cache-world.ts";
import { accountsWorld, osSecrets, withPassword, withToken } from "./accounts-world.ts";

async function signedIn(input: typeof withPassword | typeof withToken = withPassword) {
  const world = await accountsWorld();
  const { id } = await world.service.add(input);
  world.server.requests.length = 0;
  return { ...world, id, ask: () => world.service.backendFor(id).call("/anything", {}) };
}

test("a lost session is renewed with the kept password, once for all who wait", async () => {
  const { server, ask, service, id, secrets } = await signedIn();
  server.tokens.clear();
  await Promise.all([ask(), ask(), ask()]);
  expect(server.requests.filter((request) => request === "signIn")).toHaveLength(1);
  expect(service.get(id).isSignedIn).toBe(true);
  expect(server.tokens.has((await secrets.read(`${id}/token`)) ?? "")).toBe(true);
});

test("a refused renewal signs the account out, and the password is not tried again by itself", async () => {
  const { server, ask, service, id, secrets, emitted } = await signedIn();
  server.tokens.clear();
  server.users.set("ann", "changed meanwhile");
  emitted.length = 0;
  await expect(ask()).rejects.toMatchObject({ code: "signed_out" });
  expect(service.get(id).isSignedIn).toBe(false);
  expect(await secrets.read(`${id}/token`)).toBeNull();
  expect(emitted.map(({ name }) => name)).toContain("accounts.changed");
  await expect(ask()).rejects.toMatchObject({ code: "signed_out" });
  expect(server.requests.filter((request) => request === "signIn")).toHaveLength(1);
});

test("a pasted token that ended signs the account out without asking the server again", async () => {
  const { server, ask, service, id } = await signedIn(withToken);
  server.tokens.clear();
  await expect(ask()).rejects.toMatchObject({ code: "signed_out" });
  expect(service.get(id)).toMatchObject({ isSignedIn: false, canRenew: false });
  expect(server.requests).not.toContain("signIn");
});

test.each(["offline", "timeout", "server_error", "rate_limited", "bad_answer"] as const)(
  "a renewal that fails with %s leaves the session as it is",
  async (code) => {
    const { server, ask, service, id, secrets } = await signedIn();
    const token = await secrets.read(`${id}/token`);
    server.failure = new AppError(code, "not now");
    await expect(ask()).rejects.toMatchObject({ code });
    await expect(service.signIn(id, withPassword.credential)).rejects.toMatchObject({ code });
    expect(service.get(id).isSignedIn).toBe(true);
    expect(await secrets.read(`${id}/token`)).toBe(token);
  },
);

test.each(["accepted", "refused"])(
  "a renewal that is %s after the person signed in anew does not touch the newer session",
  async (outcome) => {
    const { server, service, id, ask, secrets } = await signedIn();
    const [asked, released] = [gate(), gate()];
    server.tokens.clear();
    server.beforeSignIn = async () => {
      server.beforeSignIn = () => undefined;
      asked.open();
      await released.opened;
      server.users.set("ann", outcome === "accepted" ? "correct horse" : "new password");
    };
    const late = ask().catch((cause: unknown) => cause);
    await asked.opened;
    server.users.set("ann", "new password");
    await service.signIn(id, { type: "password", user: "ann", password: "new password" });
    const token = await secrets.read(`${id}/token`);
    released.open();
    await late;
    expect(service.get(id)).toMatchObject({ isSignedIn: true, canRenew: true });
    expect(token).not.toBeNull();
    expect(await secrets.read(`${id}/token`)).toBe(token);
    expect(await service.backendFor(id).call("/x", {})).toEqual({ token });
  },
);

test("a keyring that was locked at the start loses nothing and is read again when needed", async () => {
  const secrets = osSecrets();
  const world = await accountsWorld({ secrets });
  const { id } = await world.service.add(withToken);
  secrets.isBroken = true;
  const again = await world.restarted();
  expect(again.service.get(id).isSignedIn).toBe(false);
  await expect(again.service.backendFor(id).call("/x", {})).rejects.toThrow(/locked/);
  secrets.isBroken = false;
  await again.service.backendFor(id).call("/x", {});
  expect(again.service.get(id).isSignedIn).toBe(true);
});
