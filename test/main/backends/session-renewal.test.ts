import { expect, test } from "vitest";
import { createSessionRenewal } from "../../../main/backends/session-renewal.ts";
import { AppError } from "../../../shared/errors.ts";

/** Accepts one token only, and counts renewals. One that gives nothing leaves no token, as an account's does. */
function world(renewals: readonly (string | null | AppError)[]) {
  const state = { token: "old" as string | null, accepted: "new", renewals: 0 };
  const sendWithToken = createSessionRenewal({
    token: () => state.token,
    renew: async () => {
      const next = renewals[state.renewals];
      state.renewals += 1;
      await new Promise((resolve) => setImmediate(resolve));
      if (next instanceof AppError) throw next;
      state.token = next ?? null;
      return state.token;
    },
  });
  const send = () =>
    sendWithToken(async (token) => {
      if (token === state.accepted) return token;
      throw new AppError("signed_out", "402", { server: { code: "402", message: "expired" } });
    });
  return { state, send };
}

test("everybody who lost the same session shares one renewal and is sent again", async () => {
  const { state, send } = world(["new"]);
  expect(await Promise.all([send(), send(), send()])).toEqual(["new", "new", "new"]);
  expect(state.renewals).toBe(1);
});

test("without a kept password it stays signed out, asked for once, in the server's words", async () => {
  const { state, send } = world([null]);
  await expect(send()).rejects.toMatchObject({ code: "signed_out", server: { code: "402" } });
  await expect(send()).rejects.toMatchObject({ code: "signed_out" });
  expect(state.renewals).toBe(1);
});

test("a renewed session that is refused as well is not renewed in a circle", async () => {
  const { state, send } = world(["other", "third"]);
  await expect(send()).rejects.toMatchObject({ code: "signed_out" });
  expect(state.renewals).toBe(1);
});

test("a renewal that failed by the network is tried again by the next request", async () => {
  const { state, send } = world([new AppError("offline", "no network"), "new"]);
  await expect(send()).rejects.toMatchObject({ code: "offline" });
  expect(await send()).toBe("new");
  expect(state.renewals).toBe(2);
});

test("a session renewed meanwhile by somebody else is used without another renewal", async () => {
  const { state, send } = world([]);
  const sending = send();
  state.token = "new";
  expect(await sending).toBe("new");
  expect(state.renewals).toBe(0);
});

/** A server that refuses one request of any session with a doubtful refusal, and may lose its sessions. */
function doubtfulWorld({ isKept = true, sameToken = false } = {}) {
  const state = {
    ...{ token: "old", lives: new Set(["old"]), renewals: 0, proofs: 0, now: 0 },
    fault: null as AppError | null,
  };
  const rejected = () => new AppError("signed_out", "402", { server: { code: "402", message: "rejected" } });
  const check = (token: string) => {
    if (!state.lives.has(token)) throw rejected();
  };
  const sendWithToken = createSessionRenewal({
    token: () => state.token,
    renew: async () => {
      state.renewals += 1;
      if (!isKept) return null;
      if (!sameToken) state.token = `new ${state.renewals}`;
      state.lives.add(state.token);
      return state.token;
    },
    doubts: {
      isDoubtful: ({ server }) => server?.code === "402",
      prove: async (token) => {
        state.proofs += 1;
        if (state.fault !== null) throw state.fault;
        check(token);
      },
      now: () => state.now,
    },
  });
  return {
    state,
    list: () =>
      sendWithToken(async (token) => {
        check(token);
        throw rejected();
      }),
    read: () =>
      sendWithToken(async (token) => {
        check(token);
        return token;
      }),
  };
}

const refusedInWords = { code: "refused", server: { code: "402", message: "rejected" } };

test("what a good session is refused is refused, and costs no renewal, also without a kept password", async () => {
  for (const isKept of [true, false]) {
    const { state, list, read } = doubtfulWorld({ isKept });
    await expect(list()).rejects.toMatchObject(refusedInWords);
    expect(await read()).toBe("old");
    expect(state.renewals).toBe(0);
  }
});

test("a proof that came to no answer ends no session, and is asked for again", async () => {
  const { state, list, read } = doubtfulWorld({ isKept: false });
  for (const code of ["offline", "rate_limited", "server_error", "timeout"] as const) {
    state.fault = new AppError(code, "not now");
    await expect(Promise.all([list(), list()])).rejects.toMatchObject({ code });
  }
  state.fault = null;
  await expect(list()).rejects.toMatchObject(refusedInWords);
  expect(await read()).toBe("old");
  expect(state.renewals).toBe(0);
});

test("many such refusals share one proof that the session holds, for a while", async () => {
  const { state, list } = doubtfulWorld();
  await Promise.allSettled([list(), list(), list()]);
  await expect(list()).rejects.toMatchObject(refusedInWords);
  expect(state.proofs).toBe(1);
  state.now += 10_000;
  await expect(list()).rejects.toMatchObject(refusedInWords);
  expect(state.proofs).toBe(2);
});

test("a lost session is renewed once, and what it is refused even then is refused", async () => {
  const { state, list, read } = doubtfulWorld();
  state.lives.clear();
  const ended = await Promise.allSettled([list(), read(), list()]);
  expect(ended).toMatchObject([
    { status: "rejected", reason: refusedInWords },
    { status: "fulfilled", value: "new 1" },
    { status: "rejected", reason: refusedInWords },
  ]);
  expect(state.renewals).toBe(1);
  await expect(list()).rejects.toMatchObject(refusedInWords);
  expect(state).toMatchObject({ renewals: 1, token: "new 1" });
});

test("a lost session that cannot be renewed ends, also where the refusal was doubtful", async () => {
  const { state, list } = doubtfulWorld({ isKept: false });
  state.lives.clear();
  await expect(list()).rejects.toMatchObject({ ...refusedInWords, code: "signed_out" });
  expect(state.renewals).toBe(1);
});

test("a server that signs in anew with the same token has not ended the session", async () => {
  const { state, list, read } = doubtfulWorld({ sameToken: true });
  state.lives.clear();
  expect(await read()).toBe("old");
  state.lives.clear();
  await expect(list()).rejects.toMatchObject(refusedInWords);
  expect(state.renewals).toBe(2);
});

test("a token that is accepted again, and lost again, ends the session again", async () => {
  const { state, send } = world([null, null]);
  await expect(Promise.all([send(), send()])).rejects.toMatchObject({ code: "signed_out" });
  state.token = "old";
  await expect(send()).rejects.toMatchObject({ code: "signed_out" });
  expect(state).toMatchObject({ renewals: 2, token: null });
});
