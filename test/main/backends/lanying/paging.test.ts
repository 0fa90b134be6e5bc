import { expect, test } from "vitest";
import type { EndpointCaller, Opened } from "../../../../main/backends/endpoint-caller.ts";
import { lanyingEndpoints } from "../../../../main/backends/lanying/endpoints.ts";
import { pages } from "../../../../main/backends/lanying/paging.ts";

/** Pages without an end, each under a new cursor. */
function endless(pageAt: (at: number) => readonly unknown[]) {
  let asked = 0;
  const open = async (): Promise<Opened> => {
    asked += 1;
    return { data: pageAt(asked), cursor: `after ${asked}`, total: null };
  };
  const call = () => Promise.reject(new Error("pages are only opened"));
  const caller: EndpointCaller = { open, call };
  return {
    asked: () => asked,
    async read(bounds: Parameters<typeof pages>[4] = {}): Promise<number> {
      let rows = 0;
      const list = pages(caller, lanyingEndpoints["/group/banned_list"], {}, undefined, bounds);
      for await (const { items } of list) rows += items.length;
      return rows;
    },
  };
}

test("ever new rows end at a bound that the error tells", async () => {
  const numbered = endless((at) => Array.from({ length: 10_000 }, (_, row) => at * 10_000 + row));
  const failure = numbered.read();
  await expect(failure).rejects.toMatchObject({ code: "bad_answer" });
  await expect(failure).rejects.toThrow("/group/banned_list: the list has more than 200,000 rows");
  expect(numbered.asked()).toBeLessThan(25);
  await expect(endless((at) => [at]).read({ rows: 10 })).rejects.toThrow("more than 10 rows");
});

test("few rows with long texts, or very many pages, end at bounds of their own", async () => {
  const long = endless((at) => [`${at}${"x".repeat(100_000)}`]);
  await expect(long.read({ characters: 1_000_000 })).rejects.toThrow("more than 1,000,000 characters");
  expect(long.asked()).toBeLessThan(15);
  await expect(endless((at) => [at]).read({ pages: 200 })).rejects.toThrow("more than 200 pages");
});

test("pages that come again under new cursors end, also in turns", async () => {
  const inTurns = endless((at) => [at % 3]);
  await expect(inTurns.read()).rejects.toThrow(/50 pages in a row bring nothing new/);
  expect(inTurns.asked()).toBeLessThan(60);
});
