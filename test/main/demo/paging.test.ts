import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Demo } from "../../../main/demo/demo-interface.ts";
import { startDemo } from "../../../main/demo/demo-server.ts";
import { type DemoClient, demoClient } from "./demo-client.ts";

const members = z.array(z.looseObject({ user_id: z.number(), join_time: z.number() }));

let demo: Demo;
let self: DemoClient;

beforeAll(async () => {
  demo = await startDemo();
  self = await demoClient(demo);
});
afterAll(() => demo.stop());

async function walk(
  group_id: string,
  limit: number,
  between: (page: number) => Promise<void> = async () => {},
) {
  const seen: number[] = [];
  let cursor: string | undefined;
  let page = 0;
  do {
    const answer = await self.call("/group/member_list", { group_id, limit, ...(cursor && { cursor }) });
    seen.push(...members.parse(answer.data).map((member) => member.user_id));
    cursor = answer.cursor;
    await between(++page);
  } while (cursor !== undefined);
  return seen;
}

test("20,000 members come exactly once, and the last page has no cursor", async () => {
  const seen = await walk(demo.groups.big, 500);
  expect(seen).toHaveLength(20_000);
  expect(new Set(seen).size).toBe(20_000);
});

test("someone who leaves between two pages makes nobody be skipped", async () => {
  const created = await self.call("/group/member_list", { group_id: demo.groups.awkward, limit: 1 });
  const seen = await walk(demo.groups.awkward, 5, async (page) => {
    if (page === 1) {
      const first = members.parse(
        (await self.call("/group/member_list", { group_id: demo.groups.awkward })).data,
      );
      const gone = first.slice(1, 4).map((member) => String(member.user_id));
      await self.call("/group/kick", { group_id: demo.groups.awkward, user_list: gone });
    }
  });
  expect(seen).toHaveLength(created.total ?? 0);
});

test("without a limit a page holds 1,000, and a foreign or broken cursor is refused", async () => {
  const first = await self.call("/group/member_list", { group_id: demo.groups.big });
  expect(members.parse(first.data)).toHaveLength(1000);
  const foreign = { group_id: demo.groups.owned, cursor: first.cursor };
  expect(await self.call("/group/member_list", foreign)).toMatchObject({ code: 10002 });
  const broken = { group_id: demo.groups.big, cursor: "x", limit: 5 };
  expect(await self.call("/group/member_list", broken)).toMatchObject({ code: 10002 });
});

test("the short lists page the same way", async () => {
  const first = await self.call("/group/application_list", { group_list: [demo.groups.owned], limit: 3 });
  const rest = await self.call("/group/application_list", {
    group_list: [demo.groups.owned],
    limit: 3,
    cursor: first.cursor,
  });
  expect(first.data).toHaveLength(3);
  expect(rest.data).toHaveLength(2);
  expect(rest.cursor).toBeUndefined();
});

test("an id past 2^53 keeps every digit on the wire", async () => {
  const url = `${demo.apiUrl}/group/info?group_id=9007199254740993`;
  const text = await (await fetch(url, { headers: self.headers })).text();
  expect(text).toContain('"group_id":9007199254740993,');
});
