import fc from "fast-check";
import { expect, test } from "vitest";
import { pastedTexts } from "../../../shared/domain/pasted-texts.ts";
import { parseCode } from "../../../shared/domain/qr-payload.ts";

const group = "https://weixin.qq.com/g/AwYAALLELoeKLg";
const invite = "https://support.weixin.qq.com/cgi-bin/mmsupport-bin/addchatroombyinvite?ticket=A%2FtY%3D%3D";
const bare = "weixin.qq.com/g/AwYAALLELoeKLg";
const other = "https://weixin.qq.com/g/AQZBBB";
const lanying = '{"source":"app","action":"group","info":{"group_id":"7","info":"key"}}';

test.each<[name: string, pasted: string, texts: readonly string[] | null]>([
  ["a link", group, [group]],
  ["a link with space around it", `\n ${group}\n`, [group]],
  ["several links, one to a line", `${group}\n${other}\n\n${group}`, [group, other]],
  ["links and codes among other lines", `读书群\n${lanying}\n${other}`, [lanying, other]],
  ["a link in a chat message", `扫码进群：${group}，快来！`, [group]],
  ["two links in one line", `${group} or ${other}`, [group, other]],
  ["a link in brackets", `（${group}）`, [group]],
  ["words", "hello there", ["hello there"]],
  ["a link with a comma behind it", `${group}，快来`, [group]],
  ["a link at the end of a sentence", `Join us at ${group}.`, [group]],
  ["an invitation in parentheses", `(see ${invite})`, [invite]],
  ["an ordinary link that ends like a sentence", "https://example.com/wiki/A_(b)", null],
  ["a link without its scheme", bare, [group]],
  ["one without its scheme among words", `群链接：${bare}，七天有效`, [group]],
  ["one behind a colon", `链接:${bare}`, [group]],
  ["the same link twice, once without its scheme", `${group}\n${bare}`, [group]],
  ["a person's link among words", "加我：https://u.wechat.com/EJx，备注来意", ["https://u.wechat.com/EJx"]],
  ["an ordinary link among words", "see https://example.com/a.", ["https://example.com/a"]],
  ["two ordinary links", "https://example.com/a or https://example.com/b", null],
  ["a link that hides its host", "see https://example.com\\@weixin.qq.com/r/a", null],
  ["a link inside what means something else", '{"action":"login","info":{"u":"https://example.com"}}', null],
  ["a link inside a script", "javascript:open('https://example.com')", null],
  [
    "a look-alike among words",
    "go https://weixin.qq.com.evil.io/g/Aw",
    ["https://weixin.qq.com.evil.io/g/Aw"],
  ],
  ["a look-alike without a scheme", "weixin.qq.com.evil.io/g/Aw", null],
  ["the end of another host", `evil${bare}`, null],
  ["the path of another host", `evil.io/${bare}`, null],
  ["a user of another host", `${bare.replace("/", "@evil.io/")}`, null],
  ["a host of another alphabet", "wеixin.qq.com/g/Aw", null],
  ["a scheme without its slashes", `https:${bare}`, null],
  ["nothing", "  \n ", []],
])("%s", (_name, pasted, texts) => {
  expect(pastedTexts(pasted)).toEqual(texts ?? [pasted]);
});

const words = fc.stringMatching(/^[\u4e00-\u4e10a-z ，。：、！（）「」]{0,20}$/);

test("a group's link among words is always found, and nothing else with it", () => {
  const token = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
  const before = words.map((text) => (text === "" ? "" : `${text}${/[a-z]$/.test(text) ? " " : ""}`));
  const after = fc.oneof(
    fc.constant(""),
    words.map((text) => ` ${text}`),
    words.map((text) => `，${text}`),
  );
  fc.assert(
    fc.property(before, token, after, (lead, key, trail) => {
      const link = `https://weixin.qq.com/g/${key}`;
      expect(pastedTexts(`${lead}${link}${trail}`)).toEqual([link]);
      const bareLead = lead === "" || /[ ，。：、！（「]$/.test(lead) ? lead : `${lead} `;
      expect(pastedTexts(`${bareLead}weixin.qq.com/g/${key}${trail}`)).toEqual([link]);
    }),
  );
});

test("nothing that is pasted can be joined unless a known host's link stands in it, undisguised", () => {
  const pieces = fc.constantFrom(
    ..."weixin.qq.com/g/Aw weixin.qq.com /g/Aw https:// http:// evil.io @ . / \\ : ： ， ( % 2e".split(" "),
    ..." |\n|\u200b|\u202e|。|ｗ|е|?|#|&|=|support.weixin.qq.com/cgi-bin/mmsupport-bin/addchatroombyinvite?ticket=A".split(
      "|",
    ),
  );
  const text = fc.array(pieces, { maxLength: 8 }).map((all) => all.join(""));
  const host = String.raw`(?:weixin\.qq\.com\/g\/|(?:sz)?support\.weixin\.qq\.com\/cgi-bin\/)`;
  const link = new RegExp(String.raw`https?:\/\/${host}|(?:^|[^\w@.\/\\%-])${host}`);
  fc.assert(
    fc.property(text, (pasted) => {
      for (const brought of pastedTexts(pasted)) {
        if (parseCode(brought).joinKey === null) continue;
        expect(pasted).toMatch(link);
        expect(pasted).toContain(brought.replace(/^https:\/\//, ""));
      }
    }),
    { numRuns: 3000 },
  );
});

test("a huge paste brings a bounded number", () => {
  const links = Array.from({ length: 5000 }, (_, index) => `${group}${index}`);
  expect(pastedTexts(links.join("\n"))).toHaveLength(200);
});
