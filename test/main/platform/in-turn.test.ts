import { expect, test } from "vitest";
import { createTurns } from "../../../main/platform/in-turn.ts";

function world() {
  const inTurn = createTurns();
  const begun: string[] = [];
  const open = new Map<string, () => void>();
  const work = (name: string) => async () => {
    begun.push(name);
    await new Promise<void>((resolve) => open.set(name, resolve));
    return name;
  };
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { inTurn, begun, work, end: (name: string) => open.get(name)?.(), settle };
}

test("work of one key waits for its turn, that of another does not", async () => {
  const { inTurn, begun, work, end, settle } = world();
  const first = inTurn("a", work("first"));
  const second = inTurn("a", work("second"));
  void inTurn("b", work("other"));
  await settle();
  expect(begun).toEqual(["first", "other"]);
  end("first");
  expect(await first).toBe("first");
  await settle();
  end("second");
  expect(await second).toBe("second");
});

test("what fails keeps nobody from their turn", async () => {
  const { inTurn, work, end, settle } = world();
  const failing = inTurn("a", () => Promise.reject(new Error("no")));
  const next = inTurn("a", work("next"));
  await expect(failing).rejects.toThrow("no");
  await settle();
  end("next");
  expect(await next).toBe("next");
});

test("who gives up leaves at once, never begins, and lets nobody pass", async () => {
  const { inTurn, begun, work, end, settle } = world();
  const stop = new AbortController();
  void inTurn("a", work("first"));
  const second = inTurn("a", work("second"), stop.signal);
  const third = inTurn("a", work("third"));
  stop.abort();
  await expect(second).rejects.toBe(stop.signal.reason);
  await settle();
  expect(begun).toEqual(["first"]);
  end("first");
  await settle();
  end("third");
  expect(await third).toBe("third");
});
