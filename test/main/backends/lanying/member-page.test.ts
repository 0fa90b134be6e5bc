import fc from "fast-check";
import { expect, test } from "vitest";
import { readMemberBySchema, readMemberPage } from "../../../../main/backends/lanying/member-page.ts";

const time = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(-1, 0, 1569586735, 1569586735861, "2019-09-27", "1569586735", "soon", true),
);
const wireMember = fc.record(
  {
    user_id: fc.oneof(fc.maxSafeInteger(), fc.constantFrom("9007199254740993", "x", 1.5, null)),
    display_name: fc.oneof(fc.string(), fc.constant(null), fc.integer()),
    join_time: fc.oneof(time, fc.constant(null)),
    expired_time: fc.integer(),
  },
  { requiredKeys: [] },
);

function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (cause) {
    return cause instanceof Error ? cause.message : cause;
  }
}

test("the fast way of reading members and the schema agree on every row, good or bad", () => {
  fc.assert(
    fc.property(
      fc.oneof({ weight: 9, arbitrary: wireMember }, { weight: 1, arbitrary: fc.anything() }),
      (row) => {
        const fast = outcome(() => readMemberPage([row])[0]);
        expect(fast).toEqual(outcome(() => readMemberBySchema(row, 0)));
      },
    ),
    { numRuns: 2_000 },
  );
});

test("a page without data is empty, and data that is no list is bad", () => {
  expect(readMemberPage(undefined)).toEqual([]);
  expect(() => readMemberPage({})).toThrow(/unexpected data/);
});
