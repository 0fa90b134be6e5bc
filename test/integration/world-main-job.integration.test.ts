import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { avatarPng } from "../../main/demo/seed/png.ts";
import { createCliWorld } from "../main/cli/cli-world.ts";
import { startSmallWorld } from "../support/world/small-world.ts";

/** What a company's proxy may ask for: each sign of it means something in a URL. */
const login = { user: "zhang.wei@example.com", password: "p@ss:wörd/100%" };

async function worldOf(options?: Parameters<typeof startSmallWorld>[0]) {
  const small = await startSmallWorld(options);
  onTestFinished(() => small.stop());
  const cli = await createCliWorld(small.demo);
  onTestFinished(() => cli.stop());
  return { small, cli };
}

test("the whole main job goes to names without ports, through a proxy that wants a password", async () => {
  const { small, cli } = await worldOf();
  const { demo, apiUrl, geweUrl } = small;
  const proxy = await small.proxy({ password: login });
  const env = small.environment(proxy);
  const value = (words: readonly string[], secret = demo.password) => cli.value(words, { env, secret });
  const wechat = ["--account", "wechat"];
  const inGroup = ["--account", "work", "--group", demo.groups.owned];

  await value([
    "account",
    "add",
    "lanying",
    "--name",
    "work",
    "--api",
    apiUrl,
    "--app-id",
    demo.appId,
    "--user",
    demo.user,
  ]);
  await value(
    ["account", "add", "gewe", "--name", "wechat", "--api", geweUrl, "--app-id", demo.geweAppId],
    demo.geweToken,
  );
  await value(["sync", "--account", "work"]);
  await value(["sync", ...wechat], demo.geweToken);

  const bytes = randomBytes(3_000_000);
  const path = cli.file("minutes.bin", bytes);
  const { fileId } = (await value(["files", "upload", ...inGroup, path])) as { fileId: string };
  const saved = (await value(["files", "download", ...inGroup, "--file", fileId, "--to", cli.folder])) as {
    path: string;
  };
  expect(saved.path).not.toBe(path);
  expect(readFileSync(saved.path).equals(bytes)).toBe(true);
  await value(["groups", "picture", ...inGroup, cli.file("picture.png", avatarPng(200))]);
  expect(await value(["join", "--account", "work", "--yes", demo.codes.openGroup])).toMatchObject([
    { outcome: "joined" },
  ]);
  expect(await value(["join", ...wechat, "--yes", demo.codes.wechatInvite], demo.geweToken)).toMatchObject([
    { outcome: "joined" },
  ]);

  expect(proxy.askedFor()).toEqual([
    "api.example.com:443",
    "files.example.net:443",
    "gateway.example.org:443",
  ]);
  const { requests } = await demo.inspect();
  const hosts = requests
    .filter(({ headers }) => headers.host !== new URL(demo.apiUrl).host)
    .map(({ headers }) => headers.host);
  expect([...new Set(hosts)].sort()).toEqual(["api.example.com", "files.example.net", "gateway.example.org"]);
  const names = requests.flatMap(({ headers }) => Object.keys(headers));
  expect(names.filter((name) => name.startsWith("proxy-"))).toEqual([]);

  const shown = [...cli.runs.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...cli.dataBytes()];
  const asked = proxy.seen.flatMap(({ target, headers }) => [target, headers.host ?? ""]);
  for (const secret of [login.password, encodeURIComponent(login.password), demo.password, demo.geweToken]) {
    expect([...shown, ...asked].some((text) => text.includes(secret))).toBe(false);
  }
});

test("a storage that names its port all the same is reached on that port", async () => {
  const { small, cli } = await worldOf({ storageOrigin: "https://files.example.net:443" });
  const { demo, apiUrl } = small;
  const proxy = await small.proxy();
  const env = small.environment(proxy);
  const account = ["--api", `${apiUrl}:443`, "--app-id", demo.appId, "--user", demo.user];
  await cli.value(["account", "add", "lanying", "--name", "work", ...account], { env });
  const inGroup = ["--account", "work", "--group", demo.groups.owned];
  await cli.value(["sync", "--account", "work"], { env });
  const path = cli.file("named.txt", "the port is named");
  const { fileId } = (await cli.value(["files", "upload", ...inGroup, path], { env })) as { fileId: string };
  const download = ["files", "download", ...inGroup, "--file", fileId, "--to", cli.folder];
  const saved = (await cli.value(download, { env })) as { path: string };
  expect(readFileSync(saved.path, "utf8")).toBe("the port is named");
  expect(proxy.askedFor()).toEqual(["api.example.com:443", "files.example.net:443"]);
});

test("a directory behind a name tells where the server is, through the proxy", async () => {
  const { small, cli } = await worldOf();
  const { demo, apiUrl } = small;
  const proxy = await small.proxy();
  const env = small.environment(proxy);
  const account = ["--dns", apiUrl, "--app-id", demo.appId, "--user", demo.user];
  expect(await cli.value(["account", "add", "lanying", "--name", "work", ...account], { env })).toMatchObject(
    {
      apiUrl,
      directory: apiUrl,
    },
  );
  await cli.value(["sync", "--account", "work"], { env });
  expect(proxy.askedFor()).toEqual(["api.example.com:443"]);
});
