import { expect, test } from "vitest";
import { createBridge } from "../../renderer/bridge.ts";
import type { Bridge } from "../../shared/ipc/contract.ts";

function rawBridge(change: Partial<Bridge>): Bridge {
  return {
    call: async () => ({ ok: true, value: undefined }),
    on: () => () => {},
    adoptFile: async () => ({ ok: false, code: "forbidden", message: "no" }),
    ...change,
  };
}

test("a good reply becomes its value", async () => {
  const bridge = createBridge(rawBridge({ call: async () => ({ ok: true, value: ["one"] }) }));
  expect(await bridge.call("accounts.list")).toEqual(["one"]);
});

test("a refused call becomes an AppError with the server's own words", async () => {
  const server = { code: "20017", message: "group is full" };
  const bridge = createBridge(
    rawBridge({ call: async () => ({ ok: false, code: "refused", message: "full", server }) }),
  );
  await expect(bridge.call("accounts.list")).rejects.toMatchObject({
    name: "AppError",
    code: "refused",
    server,
  });
});

test("something that is no reply is an error, never an undefined", async () => {
  const bridge = createBridge(rawBridge({ call: async () => undefined as never }));
  await expect(bridge.call("accounts.list")).rejects.toMatchObject({ code: "internal" });
});

test("a code this version does not know becomes internal", async () => {
  const bridge = createBridge(
    rawBridge({ call: async () => ({ ok: false, code: "new_code" as never, message: "?" }) }),
  );
  await expect(bridge.call("accounts.list")).rejects.toMatchObject({ code: "internal" });
});

test("a listener hears its own event only", () => {
  let send: (name: string, payload: unknown) => void = () => {};
  const heard: unknown[] = [];
  const bridge = createBridge(
    rawBridge({
      on(listener) {
        send = listener;
        return () => {};
      },
    }),
  );
  bridge.on("groups.changed", (payload) => heard.push(payload));
  send("members.changed", { accountId: "a" });
  send("groups.changed", { accountId: "b" });
  expect(heard).toEqual([{ accountId: "b" }]);
});
