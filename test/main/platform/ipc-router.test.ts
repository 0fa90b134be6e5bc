import { describe, expect, test } from "vitest";
import { createRouter, type RouterDeps } from "../../../main/platform/ipc-router.ts";
import { isOwnPage, pageOrigin } from "../../../main/shell/own-page.ts";
import type { Sender } from "../../../main/shell/shell.ts";
import { AppError } from "../../../shared/errors.ts";
import { type CallName, calls, type Handlers, Reply } from "../../../shared/ipc/contract.ts";

const page: Sender = { origin: pageOrigin.electron, isTopFrame: true };
const names = Object.keys(calls) as CallName[];

/** A router whose handlers all do the same, and what was called and logged. */
function world({
  handle = async () => undefined as unknown,
  ...deps
}: Partial<RouterDeps> & {
  readonly handle?: (input: unknown) => Promise<unknown>;
} = {}) {
  const called: string[] = [];
  const logged: string[] = [];
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      async (input: unknown) => {
        called.push(name);
        return handle(input);
      },
    ]),
  ) as unknown as Handlers;
  const log = (line: string) => void logged.push(line);
  return { call: createRouter({ handlers, isTrusted: isOwnPage("electron"), log, ...deps }), called, logged };
}

describe.each(names)("%s", (name) => {
  test.each([42, { unexpected: Number.NaN }, []])("refuses %j without running", async (input) => {
    const { call, called } = world();
    // An object of unknown fields is what settings.update takes for "change nothing".
    const isAccepted = calls[name].input.safeParse(input).success;
    const reply = await call(page, name, input);
    if (isAccepted) expect(called).toEqual([name]);
    else {
      expect(reply).toMatchObject({ ok: false, code: "invalid" });
      expect(called).toEqual([]);
    }
  });

  test.each<[string, Sender]>([
    ["a foreign page", { origin: "https://example.com", isTopFrame: true }],
    ["the other shell's page", { origin: pageOrigin.chromium, isTopFrame: true }],
    ["a frame inside our page", { origin: pageOrigin.electron, isTopFrame: false }],
    ["a page without an origin", { origin: "null", isTopFrame: true }],
    ["a frame that is gone", { origin: "", isTopFrame: false }],
  ])("refuses %s before it looks at the input", async (_who, sender) => {
    const { call, called } = world();
    expect(await call(sender, name, 42)).toMatchObject({ ok: false, code: "forbidden" });
    expect(called).toEqual([]);
  });
});

test("every call refuses a number", () => {
  expect(names.filter((name) => calls[name].input.safeParse(42).success)).toEqual([]);
});

test.each([
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "",
  "groups.create ",
  "GROUPS.GET",
  undefined,
  null,
  7,
  ["app.state"],
  { toString: () => "app.state" },
])("there is no call named %j", async (name) => {
  const { call, called } = world();
  expect(await call(page, name, undefined)).toMatchObject({ ok: false, code: "invalid" });
  expect(called).toEqual([]);
});

test("the handler gets the parsed input, with defaults filled in", async () => {
  const { call } = world({ handle: async (input) => input });
  const accountId = "0b0a8c9e-6f0e-4a51-9d6e-1df1c0a8a001";
  expect(await call(page, "groups.window", { accountId })).toEqual({
    ok: true,
    value: { accountId, query: "", offset: 0, limit: 100 },
  });
});

test("a call without a value answers null, which JSON can carry", async () => {
  const { call } = world();
  expect(await call(page, "transfers.clearFinished", undefined)).toEqual({ ok: true, value: null });
});

test("an AppError keeps its code, its words and the server's", async () => {
  const server = { code: "20017", message: "群已满" };
  const { call, logged } = world({
    handle: async () => {
      throw new AppError("refused", "the group is full", { server });
    },
  });
  const reply = await call(page, "app.state", undefined);
  expect(reply).toEqual({ ok: false, code: "refused", message: "the group is full", server });
  expect(Reply.safeParse(reply).success).toBe(true);
  expect(logged).toEqual([]);
});

test("an error nobody foresaw is logged, and its words stay in main", async () => {
  const { call, logged } = world({
    handle: async () => {
      throw new TypeError("cannot read token=hunter2");
    },
  });
  const reply = await call(page, "app.state", undefined);
  expect(reply).toEqual({ ok: false, code: "internal", message: "internal error" });
  expect(logged).toEqual(["app.state: internal"]);
});

test("a refused input is named by field and rule, never by value", async () => {
  const { call } = world();
  const credential = { type: "password", user: "u", password: ["hunter2"] };
  const reply = await call(page, "accounts.signIn", { accountId: "x", credential });
  expect(reply).toMatchObject({ ok: false, code: "invalid" });
  expect(JSON.stringify(reply)).toContain("credential.password");
  expect(JSON.stringify(reply)).not.toContain("hunter2");
});

test("an answer that breaks the contract is caught where answers are checked", async () => {
  const broken = { handle: async () => ({ version: 1 }) };
  expect(await world(broken).call(page, "app.state", undefined)).toMatchObject({ ok: true });
  const { call, logged } = world({ ...broken, checksAnswers: true });
  expect(await call(page, "app.state", undefined)).toMatchObject({ ok: false, code: "internal" });
  expect(logged).toEqual(["app.state: internal"]);
});
