import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { mayClose, quitPlan, quitQuestion, type WorkUnderWay } from "../../main/quit.ts";
import type { Ask } from "../../main/shell/message-box.ts";

const nothing = { transfers: 0, jobs: 0 };
const some = { transfers: 2, jobs: 1 };

test.each([
  ["a person with work under way is asked", "person", some, false, { asks: true, holds: true }],
  ["a person with nothing under way is not", "person", nothing, false, { asks: false, holds: true }],
  ["Ctrl+C ends in order and asks nobody", "signal", some, false, { asks: false, holds: true }],
  [
    "a log-out or shutdown is neither asked about nor held",
    "system",
    some,
    false,
    { asks: false, holds: false },
  ],
  ["what has stopped goes", "person", some, true, { asks: false, holds: false }],
] as const)("%s", (_name, by, work, hasStopped, plan) => {
  expect(quitPlan({ by, work, hasStopped })).toEqual(plan);
});

test("the question counts what is under way, in both languages", () => {
  expect(quitQuestion(some, "en").message).toBe("2 transfers and 1 job are still under way.");
  expect(quitQuestion({ transfers: 1, jobs: 0 }, "en").message).toBe("1 transfer is still under way.");
  expect(quitQuestion(some, "zh-CN").message).toBe("还有 2 个传输和 1 个任务正在进行。");
});

/** A window with work under way that `finish()` ends, and a person who gives these answers. */
function closing(...answers: readonly string[]) {
  const left = [...answers];
  const seen: string[] = [];
  const ended = Promise.withResolvers<void>();
  let work: WorkUnderWay = { transfers: 1, jobs: 0 };
  let answer: (choice: string) => void = () => undefined;
  const ask: Ask = (box, signal) =>
    new Promise((resolve) => {
      seen.push(box.message);
      const give = (wanted: string | undefined) => {
        const found = box.choices.find(({ choice }) => choice === wanted);
        if (found !== undefined) resolve(found.choice);
      };
      answer = give;
      give(left.shift());
      signal?.addEventListener("abort", () => resolve(box.cancel));
    });
  let bringBack = () => {};
  const window = {
    hide(onBack: () => void) {
      seen.push("hidden");
      bringBack = onBack;
    },
    show: () => void seen.push("shown"),
  };
  return {
    seen,
    bringBack: () => bringBack(),
    answer: (choice: string) => answer(choice),
    finish() {
      work = nothing;
      ended.resolve();
    },
    mayClose: () =>
      mayClose(window, { underWay: () => work, idle: () => ended.promise, ask, language: "en" }),
  };
}

test("quitting now lets the window go, staying keeps it", async () => {
  expect(await closing("quit").mayClose()).toBe(true);
  expect(await closing("stay").mayClose()).toBe(false);
});

test("finishing first hides the window and lets it go when all is done", async () => {
  const app = closing("finish");
  const going = app.mayClose();
  await nextTurn();
  app.finish();
  expect(await going).toBe(true);
  expect(app.seen).toEqual(["1 transfer is still under way.", "hidden", "Finishing 1 transfer…"]);
});

test("what ended while the question stood needs no second box", async () => {
  const app = closing();
  const going = app.mayClose();
  app.finish();
  app.answer("finish");
  expect(await going).toBe(true);
  expect(app.seen).toEqual(["1 transfer is still under way."]);
});

test("who thinks better of it while it is finished has the window back, or quits", async () => {
  const app = closing("finish", "stay");
  expect(await app.mayClose()).toBe(false);
  expect(app.seen.at(-1)).toBe("shown");
  expect(await closing("finish", "quit").mayClose()).toBe(true);
});

test("a window that is brought back while it is finished stays, whatever ends then", async () => {
  const app = closing("finish");
  const going = app.mayClose();
  await nextTurn();
  app.bringBack();
  app.finish();
  expect(await going).toBe(false);
});
