import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contentSecurityPolicy } from "../../../main/shell/content-security-policy.ts";
import { pathInside, readPageFile } from "../../../main/shell/page-files.ts";

let parent: string;
let folder: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "qunzhu-page-"));
  folder = join(parent, "page");
  await mkdir(join(folder, "assets"), { recursive: true });
  await writeFile(join(folder, "index.html"), "<p>here");
  await writeFile(join(folder, "assets", "reader.wasm"), "wasm");
  await writeFile(join(folder, "notes.unknown"), "no type");
  await writeFile(join(parent, "secret.json"), "{}");
  await mkdir(`${folder}-other`);
  await writeFile(join(`${folder}-other`, "x.json"), "{}");
});
afterAll(() => rm(parent, { recursive: true, force: true }));

test.each([
  ["app://qunzhu/index.html", "text/html; charset=utf-8", "<p>here"],
  ["app://qunzhu/", "text/html; charset=utf-8", "<p>here"],
  ["https://qunzhu.invalid/index.html?query#hash", "text/html; charset=utf-8", "<p>here"],
  ["app://qunzhu/assets/reader.wasm", "application/wasm", "wasm"],
])("%s is served with its type", async (url, type, body) => {
  const file = await readPageFile(folder, url);
  expect(file).toMatchObject({ status: 200, headers: { "content-type": type } });
  expect(file.body.toString()).toBe(body);
});

test.each([
  "app://qunzhu/../secret.json",
  "app://qunzhu/%2e%2e/secret.json",
  "app://qunzhu/..%2fsecret.json",
  "app://qunzhu/%2e%2e%2fsecret.json",
  "app://qunzhu/..%5csecret.json",
  "app://qunzhu/assets/..%2f..%2fsecret.json",
  "app://qunzhu/..%2fpage-other/x.json",
  "app://qunzhu//etc/passwd",
  "app://qunzhu/C:%5cWindows%5cwin.ini",
  "app://qunzhu/index.html%00.png",
  "app://qunzhu/%E0%A4%A",
  "app://qunzhu/assets",
  "app://qunzhu/notes.unknown",
  "app://qunzhu/missing.js",
  "nonsense",
])("%s is not found", async (url) => {
  expect((await readPageFile(folder, url)).status).toBe(404);
});

test.each(["..%2fsecret.json", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%2fpage-other%2fx.json"])(
  "%s does not lead out of the folder",
  (path) => {
    expect(pathInside(folder, `app://qunzhu/${path}`)).toBeNull();
  },
);

test("every answer carries the policy, also a 404", async () => {
  for (const url of ["app://qunzhu/index.html", "app://qunzhu/missing.js"]) {
    const { headers } = await readPageFile(folder, url);
    expect(headers).toMatchObject({
      "content-security-policy": contentSecurityPolicy,
      "x-content-type-options": "nosniff",
    });
  }
});

test("the policy allows nothing by default, no inline script and no eval", () => {
  expect(contentSecurityPolicy).toContain("default-src 'none'");
  expect(contentSecurityPolicy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(contentSecurityPolicy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
  expect(contentSecurityPolicy).not.toMatch(/https?:|\*/);
});
