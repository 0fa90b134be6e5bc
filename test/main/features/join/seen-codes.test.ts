import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createSeenCodes } from "../../../../main/features/join/seen-codes.ts";
import { openDatabase } from "../../../../main/platform/database/open-database.ts";
import type { SeenCode } from "../../../../shared/domain/join.ts";
import { parseCode } from "../../../../shared/domain/qr-payload.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const code = parseCode("https://weixin.qq.com/g/AwYAALLELoeKLg");
const tracked = parseCode("http://WEIXIN.qq.com/g/AwYAALLELoeKLg/?from=group");
const one = "11111111-1111-4111-8111-111111111111";
const two = "22222222-2222-4222-8222-222222222222";
const seen = (accountId: string, at: number, outcome: SeenCode["outcome"]): SeenCode => ({
  ...{ accountId, at, outcome, groupId: null, groupName: null },
});

test("what became of a code outlasts a restart, and nothing of its text is kept", async () => {
  const file = join(await tempFolder(), "journal.sqlite");
  const journal = await openDatabase(file, "journal");
  const codes = createSeenCodes(journal);
  await codes.remember(code, seen(one, 1000, "expired"));
  await codes.remember(tracked, seen(two, 3000, "pending_approval"));
  await codes.remember(code, seen(one, 2000, "joined"));
  await journal.close();
  expect((await readFile(file)).includes("AwYAALLELoeKLg")).toBe(false);

  const again = await openDatabase(file, "journal");
  try {
    const kept = createSeenCodes(again);
    expect(await kept.of(tracked)).toEqual([seen(two, 3000, "pending_approval"), seen(one, 2000, "joined")]);
    expect(await kept.of(parseCode("https://weixin.qq.com/g/other"))).toEqual([]);
  } finally {
    await again.close();
  }
});

test("that an account joined by a code is not forgotten when it tries again and is a member", async () => {
  const journal = await openDatabase(join(await tempFolder(), "journal.sqlite"), "journal");
  try {
    const codes = createSeenCodes(journal);
    await codes.remember(code, { ...seen(one, 1000, "joined"), groupId: "1@chatroom", groupName: "Chess" });
    await codes.remember(code, seen(one, 2000, "already_member"));
    expect(await codes.of(code)).toMatchObject([{ at: 1000, outcome: "joined", groupName: "Chess" }]);
    await codes.remember(code, seen(one, 3000, "expired"));
    expect(await codes.of(code)).toMatchObject([{ at: 3000, outcome: "expired", groupName: "Chess" }]);
  } finally {
    await journal.close();
  }
});
