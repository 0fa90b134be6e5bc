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

test("a token that is accepted again, and lost again, ends the session again", async () => {
  const { state, send } = world([null, null]);
  await expect(Promise.all([send(), send()])).rejects.toMatchObject({ code: "signed_out" });
  state.token = "old";
  await expect(send()).rejects.toMatchObject({ code: "signed_out" });
  expect(state).toMatchObject({ renewals: 2, token: null });
});
