import { readFileSync, statSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createLog } from "../../../main/platform/log.ts";
import { createRedaction } from "../../../main/platform/redaction.ts";
import { AppError } from "../../../shared/errors.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const linesOf = (folder: string) =>
  readFileSync(join(folder, "qunzhu.log"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("a file where the log's folder should be is told, without its path", async () => {
  const folder = join(await tempFolder(), "logs");
  writeFileSync(folder, "somebody's file");
  const open = () => createLog({ folder });
  expect(open).toThrow(expect.objectContaining({ code: "file_error" }));
  expect(open).not.toThrow(folder);
});

test("each entry is one line of JSON with its time and level", async () => {
  const folder = await tempFolder();
  const log = createLog({ folder });
  log.info("started\nnow", { version: 1 });
  log.error("failed", {
    cause: new AppError("offline", "no route", { server: { code: "502", message: "bad" } }),
  });
  expect(linesOf(folder)).toEqual([
    { time: expect.any(String), level: "info", message: "started\nnow", version: 1 },
    {
      time: expect.any(String),
      level: "error",
      message: "failed",
      cause: {
        name: "AppError",
        message: "no route",
        stack: expect.stringContaining("log.test.ts"),
        code: "offline",
        server: { code: "502", message: "bad" },
      },
    },
  ]);
});

test("two files of bounded size, however much is written, also over several runs", async () => {
  const folder = await tempFolder();
  for (let run = 0; run < 3; run += 1) {
    const log = createLog({ folder, maxBytes: 2000 });
    for (let index = 0; index < 50; index += 1) log.info(`日志 entry ${run} ${index}`);
  }
  expect((await readdir(folder)).sort()).toEqual(["qunzhu.1.log", "qunzhu.log"]);
  for (const name of ["qunzhu.1.log", "qunzhu.log"]) {
    expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(2000);
  }
  expect(linesOf(folder).at(-1)).toMatchObject({ message: "日志 entry 2 49" });
});

test("a registered secret is never written, wherever it stands and however it is escaped", async () => {
  const folder = await tempFolder();
  const file = join(folder, "qunzhu.log");
  fc.assert(
    fc.property(
      fc.string({ minLength: 8, maxLength: 40, unit: "grapheme" }).filter((text) => /\w{6}/.test(text)),
      fc.string(),
      (secret, around) => {
        const log = createLog({ folder, maxBytes: 1 });
        log.registerSecret(secret);
        log.warn(`${around}${secret}${around}`, {
          [`key ${secret}`]: [secret, { deep: `x${secret}` }],
          url: `https://x/?a=${encodeURIComponent(secret)}&${new URLSearchParams({ b: secret })}`,
          body: JSON.stringify({ value: secret }),
          cause: new Error(`bad ${secret}`, { cause: secret }),
        });
        const written = readFileSync(file, "utf8");
        for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
          expect(written).not.toContain(form);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test.each([
  "GET /file?token=abc123def&x=1",
  "https://s/?Signature=abc123def&Policy=abc123def",
  "https://s/?sign=abc123def",
  "https://s/?X-Amz-Signature=abc123def",
  "access-token: abc123def",
  "X-GEWE-TOKEN: abc123def",
  '{"access-token":"abc123def"}',
  "Authorization: Bearer abc123def",
  "password=abc123def",
])("a secret nobody registered is cut from %j by its name", (text) => {
  expect(createRedaction().text(text)).not.toContain("abc123def");
});

test.each([
  "token",
  "access-token",
  "X-GEWE-TOKEN",
  "password",
  "newPassword",
  "sign",
  "policy",
  "signature",
])("the value of a field named %s is never written", (name) => {
  const clean = createRedaction().value({ outer: [{ [name]: { deep: "abc123def" } }] });
  expect(JSON.stringify(clean)).not.toContain("abc123def");
});

test("ordinary words stay readable", () => {
  const redaction = createRedaction();
  redaction.register("abc");
  expect(redaction.text("the alphabet: abc, page 3 of 4")).toBe("the alphabet: abc, page 3 of 4");
  expect(redaction.value({ design: "x", size: 3, none: null })).toEqual({ design: "x", size: 3, none: null });
});

test("what refers to itself ends", () => {
  const loop: { again?: unknown } = {};
  loop.again = loop;
  expect(JSON.stringify(createRedaction().value(loop)).length).toBeLessThan(500);
});

test("a fault is logged with its stack and the stacks of its causes, without a secret in any of them", async () => {
  const folder = await tempFolder();
  const log = createLog({ folder });
  log.registerSecret("geheim-4711");
  const inner = Object.assign(new Error("connect to https://x/?token=abc with geheim-4711"), {
    code: "ECONNREFUSED",
    request: { headers: { cookie: "c" } },
  });
  log.error("failed", { cause: new AppError("offline", "no route", { cause: inner }) });
  const [entry] = linesOf(folder);
  expect(entry?.cause).toMatchObject({
    stack: expect.stringContaining("log.test.ts"),
    cause: { code: "ECONNREFUSED", stack: expect.stringContaining("log.test.ts") },
  });
  const written = JSON.stringify(entry);
  expect(written).not.toMatch(/geheim|token=abc|cookie/);
});

test("an error that is its own cause ends", async () => {
  const folder = await tempFolder();
  const round = new Error("round");
  round.cause = round;
  createLog({ folder }).error("failed", { cause: round });
  expect(linesOf(folder)).toHaveLength(1);
});
