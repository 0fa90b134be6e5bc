import { expect, test } from "vitest";
import { pastedTexts } from "../../../shared/domain/pasted-texts.ts";

const group = "https://weixin.qq.com/g/AwYAALLELoeKLg";
const other = "https://weixin.qq.com/g/AQZBBB";
const lanying = '{"source":"app","action":"group","info":{"group_id":"7","info":"key"}}';

test.each([
  ["a link", group, [group]],
  ["a link with space around it", `\n ${group}\n`, [group]],
  ["several links, one to a line", `${group}\n${other}\n\n${group}`, [group, other]],
  ["links and codes among other lines", `读书群\n${lanying}\n${other}`, [lanying, other]],
  ["a link in a chat message", `扫码进群：${group}，快来！`, [group]],
  ["two links in one line", `${group} or ${other}`, [group, other]],
  ["a link in brackets", `（${group}）`, [group]],
  ["words", "hello there", ["hello there"]],
  ["an ordinary link among words", "see https://example.com/a", ["see https://example.com/a"]],
  [
    "a look-alike among words",
    "go https://weixin.qq.com.evil.io/g/Aw",
    ["go https://weixin.qq.com.evil.io/g/Aw"],
  ],
  ["nothing", "  \n ", []],
])("%s", (_name, pasted, texts) => {
  expect(pastedTexts(pasted)).toEqual(texts);
});

test("a huge paste brings a bounded number", () => {
  const links = Array.from({ length: 5000 }, (_, index) => `${group}${index}`);
  expect(pastedTexts(links.join("\n"))).toHaveLength(200);
});
