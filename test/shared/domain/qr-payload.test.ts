import fc from "fast-check";
import { expect, test } from "vitest";
import type { CodeKind } from "../../../shared/domain/join.ts";
import { parseCode } from "../../../shared/domain/qr-payload.ts";

const invite = "https://support.weixin.qq.com/cgi-bin/mmsupport-bin/addchatroombyinvite?ticket=A%2FtY%3D%3D";
const codePage = "https://support.weixin.qq.com/cgi-bin/mmsupport-bin/addchatroombyqrcode";
const group = "https://weixin.qq.com/g/AwYAALLELoeKLg-qWAt";
const lanying = (code: object) => JSON.stringify(code);

const cases: readonly [text: string, kind: CodeKind, host: string | null][] = [
  [group, "wechat_group", "weixin.qq.com"],
  ["http://weixin.qq.com/g/Ay3k_6_NZRM-0eGu", "wechat_group", "weixin.qq.com"],
  ["HTTPS://WeiXin.QQ.com/g/A", "wechat_group", "weixin.qq.com"],
  [`  ${group}/?from=group&s=1\n`, "wechat_group", "weixin.qq.com"],
  [`${group}#top`, "wechat_group", "weixin.qq.com"],
  ["https://weixin.qq.com/g/", "web_link", "weixin.qq.com"],
  ["https://weixin.qq.com/g/../x/abc", "web_link", "weixin.qq.com"],
  ["https://weixin.qq.com/g/abc/def", "web_link", "weixin.qq.com"],
  ["https://weixin.qq.com/", "web_link", "weixin.qq.com"],
  [invite, "wechat_invite", "support.weixin.qq.com"],
  [
    "https://support.weixin.qq.com/cgi-bin/mmsupport-bin/addchatroombyinvite",
    "web_link",
    "support.weixin.qq.com",
  ],
  [invite.replace("support", "szsupport"), "wechat_invite", "szsupport.weixin.qq.com"],
  [invite.replace("support", "shsupport"), "web_link", "shsupport.weixin.qq.com"],
  [`${codePage}?uuid=A1b2`, "wechat_group_page", "support.weixin.qq.com"],
  [
    `${codePage.replace("support", "szsupport")}?lang=zh_CN&uuid=A1b2`,
    "wechat_group_page",
    "szsupport.weixin.qq.com",
  ],
  [codePage, "web_link", "support.weixin.qq.com"],
  ["https://support.weixin.qq.com/security?ticket=1", "web_link", "support.weixin.qq.com"],
  ["https://u.wechat.com/EJxyz", "wechat_person", "u.wechat.com"],
  ["https://weixin.qq.com/r/abc", "wechat_official_account", "weixin.qq.com"],
  ["http://weixin.qq.com/q/02abc", "wechat_official_account", "weixin.qq.com"],
  ["https://weixin.qq.com/sph/AbC", "wechat_channels", "weixin.qq.com"],
  ["https://weixin.qq.com/f/AbC", "wechat_channels", "weixin.qq.com"],
  ["https://mp.weixin.qq.com/s?__biz=1", "wechat_official_account", "mp.weixin.qq.com"],
  ["https://weixin.qq.com/x/abc", "wechat_login", "weixin.qq.com"],
  ["https://login.weixin.qq.com/l/abc==", "wechat_login", "login.weixin.qq.com"],
  ["https://work.weixin.qq.com/gm/0123456789abcdef0123456789abcdef", "wecom_group", "work.weixin.qq.com"],
  ["https://work.weixin.qq.com/m/0123abcd", "wecom_group", "work.weixin.qq.com"],
  ["https://work.weixin.qq.com/m/", "wecom", "work.weixin.qq.com"],
  ["https://work.weixin.qq.com/u/vc1", "wecom", "work.weixin.qq.com"],
  ["https://c.weixin.com/g/abc", "wecom_group", "c.weixin.com"],
  ["https://qm.qq.com/q/abc", "qq_group", "qm.qq.com"],
  ["https://jq.qq.com/?_wv=1027&k=abc", "qq_group", "jq.qq.com"],
  ["https://qun.qq.com/qqweb/qunpro/share?k=abc", "qq_group", "qun.qq.com"],
  ["https://ti.qq.com/open_qq/index2.html?uin=1", "qq", "ti.qq.com"],
  ["wxp://f2f0AbC-xyz", "payment", null],
  ["weixin://wxpay/bizpayurl?pr=abc", "payment", null],
  ["https://payapp.weixin.qq.com/qr/AbC", "payment", "payapp.weixin.qq.com"],
  ["https://payapp.weixin.qq.com/other", "web_link", "payapp.weixin.qq.com"],
  ["https://wx.tenpay.com/f2f?t=AbC", "payment", "wx.tenpay.com"],
  ["https://qr61.cn/o1/abc", "web_link", "qr61.cn"],
  ["https://w.url.cn/s/abc", "web_link", "w.url.cn"],
  // A code's text is taken as it is: what people paste may be completed, what a code holds never.
  ["weixin.qq.com/g/AwYAALLELoeKLg-qWAt", "text", null],
  [`扫码进群：${group}`, "text", null],
  [`${group}，快来`, "web_link", "weixin.qq.com"],
  ["https://例え.jp/a", "web_link", "xn--r8jz45g.jp"],
  [lanying({ source: "web", action: "profile", info: { uid: 7 } }), "lanying_profile", null],
  [lanying({ source: "web", action: "login", info: { qrcode: "x" } }), "lanying_login", null],
  [lanying({ source: "console", action: "download", info: {} }), "unknown", null],
  [lanying({ source: "app", action: "group", info: {} }), "unknown", null],
  [lanying({ action: "group" }), "text", null],
  [lanying({ hello: 1 }), "text", null],
  ["{", "text", null],
  ["null", "text", null],
  ["WIFI:T:WPA;S:home;P:secret;;", "text", null],
  ["你好，群主", "text", null],
  ["L_8f2b1c77d0a94e", "lanying_login", null],
  ["L_", "text", null],
  [
    lanying({ source: "web", action: "login", info: { qrcode: "x", qrcode_app_id: "a" } }),
    "lanying_login",
    null,
  ],
  [lanying({ source: "desktop", action: "group", info: { group_id: 7 } }), "lanying_group", null],
  ["weixin://dl/business", "unknown", null],
  ["javascript:alert(1)", "unknown", null],
  ["\u0000\u0001binary", "unknown", null],
  ["", "unknown", null],
];

test.each(cases)("%j is %s", (text, kind, host) => {
  expect(parseCode(text)).toMatchObject({ text, kind, host });
});

test("a Lanying group is read whatever wrote it, and no digit of its id is lost", () => {
  const expected = { kind: "lanying_group", groupId: "9007199254740993", joinKey: "qr/+==", host: null };
  const written = [
    '{"source":"app","action":"group","info":{"group_id":"9007199254740993","info":"qr/+=="}}',
    '{"source":"web","action":"group","info":{"group_id":9007199254740993,"info":"qr/+=="}}',
    '{"action":"group","info":{"info":"qr/+==","group_id":9007199254740993}}',
  ];
  for (const text of written) expect(parseCode(text)).toMatchObject(expected);
  expect(new Set(written.map((text) => parseCode(text).dedupeKey)).size).toBe(1);
});

test("an id that is none is left out instead of guessed", () => {
  for (const id of ["1e30", '"12x"', "-4", "0", "1.5", "null", "99999999999999999999"]) {
    const text = `{"source":"app","action":"group","info":{"group_id":${id},"info":"key"}}`;
    expect(parseCode(text)).toMatchObject({ kind: "lanying_group", groupId: null, joinKey: "key" });
  }
});

test("tracking parameters are left out of the comparison and kept in what is sent", () => {
  const tracked = `${group}/?from=group&s=1`;
  expect(parseCode(tracked).joinKey).toBe(tracked);
  expect(parseCode(tracked).dedupeKey).toBe(parseCode(group).dedupeKey);
  expect(parseCode(`${invite}&lang=en`).dedupeKey).toBe(parseCode(invite).dedupeKey);
});

test.each([
  ["https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=1&sn=b", "&chksm=c&scene=27#rd"],
  ["https://qm.qq.com/cgi-bin/qm/qr?k=abc", "&jump_from=webapi&authKey=x"],
  ["https://u.wechat.com/EJx", "?s=3"],
  ["https://example.com/a?id=1", "&utm_source=x&fbclid=y&spm=z"],
])("%s means the same however it was shared", (link, shared) => {
  const key = parseCode(link).dedupeKey;
  expect(parseCode(`${link}${shared}`)).toMatchObject({ text: `${link}${shared}`, dedupeKey: key });
  expect(parseCode(link.replace(/[^=/]+$/, "other")).dedupeKey).not.toBe(key);
});

const card = (url: string, title = "邀请你加入群聊") =>
  `<?xml version="1.0"?>\n<msg><appmsg appid="" sdkver="0"><title><![CDATA[${title}]]></title><type>5</type>` +
  `<url>${url}</url><thumburl><![CDATA[http://wx.qlogo.cn/a]]></thumburl></appmsg><fromusername>wxid_a</fromusername></msg>`;
const escapeXml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const escaped = `${invite}&amp;lang=en`;

test.each([
  ["a card with CDATA", card(`<![CDATA[${invite}&lang=en]]>`)],
  ["a card with escapes inside CDATA", card(`<![CDATA[${escaped}]]>`)],
  ["a card with escapes", card(escaped, "Invited you to join a group chat")],
  ["a card after a sender's id", `wxid_sender:\n${card(escaped)}`],
  [
    "a callback of the first version",
    lanying({ TypeName: "AddMsg", Data: { Content: { string: card(escaped) } } }),
  ],
  ["a callback of the second version", lanying({ msgType: "APP_MSG", content: card(escaped) })],
  ["the escaped link alone", escaped],
  ["a card that is escaped as a whole", escapeXml(card(`<![CDATA[${invite}&lang=en]]>`))],
])("%s gives the invitation's link, its ticket untouched", (_name, text) => {
  expect(parseCode(text)).toMatchObject({ kind: "wechat_invite", joinKey: `${invite}&lang=en`, text });
});

test("a link in a card's title or in a quoted message is not the card's link", () => {
  const evil = card("https://example.com/a", `</title><url>${invite}</url>`);
  expect(parseCode(evil)).toMatchObject({ kind: "web_link", host: "example.com" });
  const quoted = `<msg><appmsg><refermsg><content><url>${invite}</url></content></refermsg></appmsg></msg>`;
  expect(parseCode(quoted).kind).toBe("text");
  const escapedInTitle = card("https://example.com/a", escapeXml(card(invite)));
  expect(parseCode(escapedInTitle)).toMatchObject({ kind: "web_link", host: "example.com" });
});

const realHosts = [
  "weixin.qq.com/g/AwYAAL",
  "support.weixin.qq.com/cgi-bin/mmsupport-bin/addchatroombyinvite?ticket=A",
  "u.wechat.com/abc",
  "mp.weixin.qq.com/s/abc",
  "work.weixin.qq.com/gm/abc",
  "c.weixin.com/g/abc",
  "qm.qq.com/q/abc",
] as const;
const notNamed = new Set<CodeKind>(["web_link", "text", "unknown"]);

const disguise = fc.constantFrom<(host: string, path: string, word: string) => string>(
  (host, path, word) => `${host}.${word}.io${path}`,
  (host, path, word) => `${host}@${word}.io${path}`,
  (host, path, word) => `${word}.io@${host}${path}`,
  (host, path, word) => `${word}:${word}@${host}${path}`,
  (host, path, word) => `${word}${host}${path}`,
  (host, path, word) => `${word}-${host}${path}`,
  (host, path, word) => `${word}.io\\@${host}${path}`,
  (host, path, word) => `${word}.io/${host}${path}`,
  (host, path, word) => `${word}.io?https://${host}${path}`,
  (host, path, word) => `${word}.io#https://${host}${path}`,
  (host, path) => `${host}.${path}`,
  (host, path) => `${host}\\${path}`,
  (host, path) => `${host}:443${path}`,
  (host, path) => `${host}:8443${path}`,
  (host, path) => `${host.replaceAll(".", "。")}${path}`,
  (host, path) => `${host.replaceAll(/q/gi, "ｑ").replaceAll(/w/gi, "ԝ")}${path}`,
  (host, path) => `${host.replace(/c/i, "с")}${path}`,
  (host, path) => `xn--${host}${path}`,
  (host, path) => `${host.replace(".", "%2e")}${path}`,
  (host, path) => `${host.replace(".", ".\t")}${path}`,
  (host, path) => `${host.replace(".", ".\u200b")}${path}`,
  (host, path) => `\u202e${host}${path}`,
  (host, path) => `/${host}${path}`,
  (host, path) => `${host}:${path}`,
  (host, path) => `${host}%00${path}`,
  (host, path) => `${host}\n${path}`,
  (host, path) => `${host.replace(".", "\r\n.")}${path}`,
  (host, path) => `${host.replaceAll(".", "｡")}${path}`,
  (host, path) => `${host.replaceAll(".", "．")}${path}`,
  (host, path) => `${host.replace(".", "\u00ad.")}${path}`,
  (host, path) => `${host}/.${path}`,
  (host, path, word) => `${host}/${word}/..${path}`,
  (host, path, word) => `[${word}]@${host}${path}`,
  (host, path, word) => `${word}.io/\\${host}${path}`,
);
const anyCase = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) => [...text].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join(""));

test("no disguise of a known host passes for it", () => {
  const link = fc.tuple(fc.constantFrom(...realHosts), fc.constantFrom("https://", "http://", "HTTPS://"));
  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
  fc.assert(
    fc.property(link, disguise, word, fc.boolean(), ([real, scheme], wrap, evil, shouts) => {
      const slash = real.indexOf("/");
      const host = real.slice(0, slash);
      const text = `${scheme}${wrap(shouts ? host.toUpperCase() : host, real.slice(slash), evil)}`;
      const code = parseCode(text);
      expect(notNamed, text).toContain(code.kind);
      expect(code.joinKey).toBeNull();
    }),
    { numRuns: 2000 },
  );
});

test("the real host passes in any case, with any token", () => {
  const token = fc.stringMatching(/^[A-Za-z0-9_-]{1,200}$/);
  fc.assert(
    fc.property(token, anyCase("weixin.qq.com"), fc.constantFrom("http", "https"), (key, host, scheme) => {
      const text = `${scheme}://${host}/g/${key}`;
      expect(parseCode(text)).toMatchObject({ kind: "wechat_group", joinKey: text, host: "weixin.qq.com" });
    }),
  );
});

test("any text at all is answered, and only a known host's link or a Lanying code can be joined", () => {
  const pieces = fc.constantFrom(
    "<appmsg>",
    "<url>",
    "</url>",
    "<![CDATA[",
    "]]>",
    "https://",
    '{"info":',
    "&#x110000;",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(pieces).map((all) => all.join("")),
    fc.webUrl(),
    fc.json(),
  );
  fc.assert(
    fc.property(text, (any) => {
      const code = parseCode(any);
      expect(code.text).toBe(any);
      expect(code.joinKey).toBeNull();
    }),
    { numRuns: 1000 },
  );
});

test("a Lanying id of any size comes back digit by digit", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), (id) => {
      const text = `{"source":"web","action":"group","info":{"group_id":${id},"info":"k"}}`;
      expect(parseCode(text).groupId).toBe(String(id));
    }),
  );
});
