import { expect, test } from "vitest";
import { createWindowReader, type ListWindows, noWindows, windowSize } from "../../renderer/window-reader.ts";
import { AppError } from "../../shared/errors.ts";

interface Asked {
  readonly offset: number;
  answer(revision: number, total: number, mark?: string): Promise<void>;
  fail(cause: unknown): Promise<void>;
}

function world() {
  const asked: Asked[] = [];
  let list: ListWindows<string> = noWindows;
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const reader = createWindowReader<string>(
    (offset, limit) =>
      new Promise((resolve, reject) => {
        asked.push({
          offset,
          answer(revision, total, mark = "") {
            const count = Math.max(0, Math.min(limit, total - offset));
            resolve({
              revision,
              total,
              rows: Array.from({ length: count }, (_, i) => `${mark}${offset + i}`),
            });
            return settle();
          },
          fail(cause) {
            reject(cause);
            return settle();
          },
        });
      }),
    (next) => {
      list = next;
    },
  );
  const take = () => {
    const next = asked.shift();
    if (!next) throw new Error("nothing was asked");
    return next;
  };
  return { reader, asked, take, list: () => list };
}

test("a window is read once, however often it is looked at", async () => {
  const { reader, asked, take, list } = world();
  reader.ensureRange(0, 20);
  reader.ensureRange(0, 30);
  expect(asked).toHaveLength(1);
  await take().answer(1, 50);
  reader.ensureRange(0, 40);
  expect(asked).toHaveLength(0);
  expect(list().total).toBe(50);
  expect(list().rowAt(49)).toBe("49");
});

test("the neighbour is read before it is needed, and far rows are not", async () => {
  const { reader, asked, take, list } = world();
  reader.ensureRange(0, 20);
  await take().answer(1, 100_000);
  reader.ensureRange(60, 90);
  expect(asked.map((one) => one.offset)).toEqual([100]);
  await take().answer(1, 100_000);
  expect(list().rowAt(150)).toBe("150");
  expect(list().rowAt(5000)).toBeUndefined();
});

test("an answer older than what is on screen is dropped and asked again", async () => {
  const { reader, take, list } = world();
  reader.ensureRange(0, 20);
  const late = take();
  reader.reload();
  await take().answer(5, 10, "new ");
  await late.answer(4, 9, "old ");
  expect(list().total).toBe(10);
  expect(list().rowAt(0)).toBe("new 0");
});

test("an answer to an earlier question is dropped even when its revision is newer", async () => {
  const { reader, take, list } = world();
  reader.ensureRange(0, 20);
  const earlier = take();
  reader.restart();
  await take().answer(1, 3, "found ");
  await earlier.answer(9, 100, "all ");
  expect(list().total).toBe(3);
  expect(list().rowAt(0)).toBe("found 0");
});

test("the old rows stay on screen while a new question is under way, and go with its answer", async () => {
  const { reader, take, list } = world();
  reader.ensureRange(0, 20);
  await take().answer(1, 300, "all ");
  reader.restart();
  expect(list().rowAt(2)).toBe("all 2");
  await take().answer(1, 2, "found ");
  expect(list().rowAt(1)).toBe("found 1");
  expect(list().rowAt(2)).toBeUndefined();
});

test("a reload reads what is on screen and keeps showing the rest until it is scrolled to", async () => {
  const { reader, asked, take, list } = world();
  reader.ensureRange(0, 90);
  await take().answer(1, 1000);
  await take().answer(1, 1000);
  reader.ensureRange(10, 40);
  reader.reload();
  expect(asked.map((one) => one.offset)).toEqual([0]);
  await take().answer(2, 1000, "new ");
  expect(list().rowAt(10)).toBe("new 10");
  expect(list().rowAt(150)).toBe("150");
  reader.ensureRange(130, 160);
  expect(asked.map((one) => one.offset)).toEqual([100]);
});

test("an error is told and what was read stays; the next answer clears it", async () => {
  const { reader, take, list } = world();
  reader.ensureRange(0, 20);
  await take().answer(1, 50);
  reader.reload();
  await take().fail(new AppError("storage", "locked"));
  expect(list().loadError?.code).toBe("storage");
  expect(list().rowAt(3)).toBe("3");
  reader.reload();
  await take().answer(1, 50);
  expect(list().loadError).toBeNull();
});

test("only the windows used last are kept: scrolling through 100,000 rows does not hold them", async () => {
  const { reader, asked, take, list } = world();
  reader.ensureRange(0, 1);
  await take().answer(1, 100_000);
  for (let from = 0; from < 100_000; from += windowSize) {
    reader.ensureRange(from + 40, from + 60);
    while (asked.length > 0) await take().answer(1, 100_000);
  }
  const held = Array.from({ length: 1000 }, (_, index) => list().rowAt(index * windowSize)).filter(Boolean);
  expect(held.length).toBeLessThanOrEqual(24);
  expect(list().rowAt(99_950)).toBe("99950");
});
