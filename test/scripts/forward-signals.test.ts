import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { forwardSignals } from "../../scripts/forward-signals.mjs";

/** What the child is sent when the parent gets Ctrl+C and then the wish to end. */
function sentOn(platform: NodeJS.Platform): NodeJS.Signals[] {
  const sent: NodeJS.Signals[] = [];
  const source = new EventEmitter();
  const kill = (signal: NodeJS.Signals) => sent.push(signal) > 0;
  forwardSignals({ kill }, { platform, source });
  // Without a listener the parent itself would end at once, before its child.
  expect(source.emit("SIGINT", "SIGINT")).toBe(true);
  expect(source.emit("SIGTERM", "SIGTERM")).toBe(true);
  return sent;
}

test("a child is asked to end as its parent was", () => {
  expect(sentOn("linux")).toEqual(["SIGINT", "SIGTERM"]);
  expect(sentOn("darwin")).toEqual(["SIGINT", "SIGTERM"]);
});

test("on Windows, where the console tells the child itself, Ctrl+C kills nobody", () => {
  expect(sentOn("win32")).toEqual([]);
});
