import { expect, test } from "vitest";
import {
  createAccountsStore,
  onSignedInAgain,
} from "../../../../renderer/features/accounts/accounts-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId, otherAccountId, sampleAccount } from "../../support/samples.ts";

const other = sampleAccount({ id: otherAccountId, name: "Other" });

test("the first account is on screen, and stays so when the list changes", async () => {
  const { bridge, take, emit } = createFakeBridge();
  const store = createAccountsStore(bridge);
  store.getState().listen();
  void store.getState().load();
  await take("accounts.list").answer([sampleAccount()]);
  expect(store.getState().currentId).toBe(accountId);
  emit("accounts.changed", {});
  await take("accounts.list").answer([other, sampleAccount()]);
  expect(store.getState().currentId).toBe(accountId);
});

test("a removed account makes room for the next", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createAccountsStore(bridge);
  void store.getState().load();
  await take("accounts.list").answer([sampleAccount(), other]);
  void store.getState().load();
  await take("accounts.list").answer([other]);
  expect(store.getState().currentId).toBe(otherAccountId);
});

test("an added account comes on screen once the list knows it; its reply writes nothing", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createAccountsStore(bridge);
  void store.getState().load();
  await take("accounts.list").answer([sampleAccount()]);
  const adding = store.getState().addDemo();
  await take("accounts.addDemo").answer([other]);
  expect(store.getState().accounts).toHaveLength(1);
  await take("accounts.list").answer([sampleAccount(), other]);
  await adding;
  expect(store.getState().currentId).toBe(otherAccountId);
});

test("the answer to an older question is dropped", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createAccountsStore(bridge);
  void store.getState().load();
  void store.getState().load();
  const older = take("accounts.list");
  await take("accounts.list").answer([other]);
  await older.answer([sampleAccount()]);
  expect(store.getState().accounts).toEqual([other]);
});

test("a refused sign-in reaches the form, and no secret stays in the store", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createAccountsStore(bridge);
  const signingIn = store.getState().signIn(accountId, { type: "token", token: "s3cret-token" });
  const refused = expect(signingIn).rejects.toMatchObject({ code: "signed_out" });
  await take("accounts.signIn").fail(new AppError("signed_out", "no"));
  await refused;
  expect(JSON.stringify(store.getState())).not.toContain("s3cret-token");
});

test("signing in again is heard for the account on screen, once, and not when it first appears", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createAccountsStore(bridge);
  let heard = 0;
  onSignedInAgain(() => {
    heard += 1;
  }, store);
  const list = async (...accounts: Parameters<typeof sampleAccount>[0][]) => {
    void store.getState().load();
    await take("accounts.list").answer(accounts.map((one) => sampleAccount(one)));
  };
  await list({}, { id: otherAccountId, isSignedIn: false });
  expect(heard).toBe(0);
  await list({ isSignedIn: false }, { id: otherAccountId, isSignedIn: true });
  expect(heard).toBe(0);
  await list({ isSignedIn: true }, { id: otherAccountId });
  await list({ isSignedIn: true }, { id: otherAccountId });
  expect(heard).toBe(1);
});
