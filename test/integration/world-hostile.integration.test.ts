import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliWorld, createCliWorld, documentOf } from "../main/cli/cli-world.ts";
import { type Certificate, createAuthority, selfSigned } from "../support/world/certificates.ts";
import { type SmallWorld, startSmallWorld, trustVariable } from "../support/world/small-world.ts";
import type { TestProxy } from "../support/world/test-proxy.ts";

const bytes = randomBytes(4_000_000);

let small: SmallWorld;
let cli: CliWorld;
/** Signed in, its groups read, and a file in one of them. */
let fileId: string;
let lead: TestProxy;

beforeAll(async () => {
  small = await startSmallWorld();
  cli = await createCliWorld(small.demo);
  lead = await small.proxy();
  const env = small.environment(lead);
  await cli.value(signIn("work"), { env });
  await cli.value(["sync", "--account", "work"], { env });
  const uploaded = await cli.value(["files", "upload", ...inGroup(), cli.file("film.bin", bytes)], { env });
  fileId = (uploaded as { fileId: string }).fileId;
});
afterAll(async () => {
  await small?.stop();
  await cli?.stop();
});

let newAccounts = 0;
function signIn(name = `new ${++newAccounts}`, api = small.apiUrl): readonly string[] {
  const { appId, user } = small.demo;
  return ["account", "add", "lanying", "--name", name, "--api", api, "--app-id", appId, "--user", user];
}
const inGroup = () => ["--account", "work", "--group", small.demo.groups.owned];
const upload = (name: string) => [
  "files",
  "upload",
  ...inGroup(),
  cli.file(name, bytes.subarray(0, 2_000_000)),
];
/** How many files of this name the group has, by the server's own list. */
async function held(name: string): Promise<number> {
  const { groups } = await small.demo.inspect();
  const group = groups.find(({ id }) => id === small.demo.groups.owned);
  return group?.files.filter((file) => file.name === name).length ?? 0;
}
const download = (folder = cli.folder) => [
  "files",
  "download",
  ...inGroup(),
  "--file",
  fileId,
  "--to",
  folder,
];

async function failsWith(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  wanted: object,
): Promise<void> {
  expect(await cli.document(words, { env }), words.join(" ")).toMatchObject({ ok: false, ...wanted });
}

const hostOf = (name: string) => expect.stringContaining(name);

/** By what is wrong with it. */
const certificates: Readonly<Record<string, { reason: string; make(name: string): Certificate }>> = {
  "that ran out": {
    reason: "certificate_expired",
    make: (name) => small.authority.issue({ names: [name], until: new Date("2021-01-01T00:00:00Z") }),
  },
  "of a time to come": {
    reason: "certificate_not_yet_valid",
    make: (name) => small.authority.issue({ names: [name], from: new Date("2098-01-01T00:00:00Z") }),
  },
  "of another name": {
    reason: "certificate_wrong_name",
    make: () => small.authority.issue({ names: ["www.example.com"] }),
  },
  "that nobody vouches for": {
    reason: "certificate_unknown_issuer",
    make: (name) => selfSigned({ names: [name] }),
  },
  "of an authority the system does not know": {
    reason: "certificate_unknown_issuer",
    make: (name) => createAuthority("Somebody's CA").issue({ names: [name] }),
  },
};

for (const [what, { reason, make }] of Object.entries(certificates)) {
  test.concurrent(`a certificate ${what} is refused by the API and by the storage, and told as such`, async () => {
    const [api, storage] = await Promise.all(
      ["api.example.com", "files.example.net"].map((name) => small.front(name, make(name))),
    );
    if (api === undefined || storage === undefined) throw new Error("no fronts");
    const atApi = small.environment(await small.proxy({ routes: { "api.example.com:443": api } }));
    const atStorage = small.environment(await small.proxy({ routes: { "files.example.net:443": storage } }));
    const network = (name: string) => ({ code: "insecure", network: { reason, host: hostOf(name) } });
    await failsWith(signIn(), atApi, network("api.example.com"));
    await failsWith(download(), atStorage, network("files.example.net"));
  });
}

const offline = (reason: string, host: string) => ({
  code: "offline",
  network: { reason, host: hostOf(host) },
});

test.concurrent("a proxy that wants a password nobody gave is told as such, by the API and by the storage", async () => {
  const proxy = await small.proxy({ password: { user: "wei", password: "none of your business" } });
  const wanted = offline("proxy_password", `127.0.0.1:${proxy.port}`);
  const none = `http://127.0.0.1:${proxy.port}`;
  const wrong = `http://wei:mistyped-horse@127.0.0.1:${proxy.port}`;
  for (const url of [none, wrong]) {
    await failsWith(signIn(), small.environment({ url }), wanted);
    await failsWith(["files", "list", ...inGroup()], small.environment({ url }), wanted);
  }
  expect(cli.runs.some(({ stdout, stderr }) => (stdout + stderr).includes("mistyped-horse"))).toBe(false);
});

test.concurrent("a proxy that refuses, and one that is not there, are told as the proxy's doing", async () => {
  const refusing = await small.proxy({ refusesWith: 403 });
  const gone = await small.proxy();
  await gone.close();
  await failsWith(
    signIn(),
    small.environment(refusing),
    offline("proxy_refused", `127.0.0.1:${refusing.port}`),
  );
  await failsWith(signIn(), small.environment(gone), offline("proxy_unreachable", `127.0.0.1:${gone.port}`));
});

test.concurrent("a proxy that hangs up before TLS has cut the connection off", async () => {
  const env = small.environment(await small.proxy({ hangsUp: "before TLS" }));
  const wanted = { code: "offline", network: { reason: "cut_off", host: "api.example.com" } };
  await failsWith(signIn(), env, wanted);
  await failsWith(["files", "list", ...inGroup()], env, wanted);
});

test.concurrent("a proxy that hangs up instead of answering is told as the proxy's doing", async () => {
  const proxy = await small.proxy({ hangsUp: "instead of answering" });
  const env = small.environment(proxy);
  const wanted = offline("proxy_unreachable", `127.0.0.1:${proxy.port}`);
  await failsWith(signIn(), env, wanted);
  await failsWith(["files", "list", ...inGroup()], env, wanted);
});

test("a download whose tunnel is cut leaves no finished file, and a second one brings all of it", async () => {
  const route = "files.example.net:443";
  const proxy = await small.proxy({ cuts: { route, afterBytes: 1_500_000, times: 1 } });
  const env = small.environment(proxy);
  const folder = mkdtempSync(join(cli.folder, "cut-"));
  await failsWith(download(folder), env, offline("cut_off", "files.example.net"));
  expect(readdirSync(folder).filter((name) => !name.endsWith(".part"))).toEqual([]);
  const { path } = (await cli.value(download(folder), { env })) as { path: string };
  expect(path).toBe(join(folder, "film.bin"));
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test("an upload whose tunnel is cut adds nothing to the group, and a second one adds it once", async () => {
  const route = "files.example.net:443";
  const proxy = await small.proxy({ cuts: { route, afterBytes: 500_000, times: 1 } });
  const env = small.environment(proxy);
  expect(await held("more.bin")).toBe(0);
  await failsWith(upload("more.bin"), env, {
    network: { reason: "cut_off", host: hostOf("files.example.net") },
  });
  expect(await held("more.bin")).toBe(0);
  await cli.value(upload("more.bin"), { env });
  expect(await held("more.bin")).toBe(1);
});

test("a change whose answer is lost on the way is neither done nor failed, but unknown", async () => {
  await small.demo.control({ fault: { path: "^/group/info/name$", loseAnswer: true, failTimes: 1 } });
  const input = `{"group_id": ${small.demo.groups.owned}, "value": "Renamed on the way"}`;
  const rename = ["call", "/group/info/name", "--account", "work", "--input", input];
  const network = { reason: "cut_off", host: hostOf("api.example.com") };
  await failsWith(rename, small.environment(lead), { code: "outcome_unknown", network });
});

test.concurrent("what only the system's store knows is trusted because it stands there, and else is not", async () => {
  const { [trustVariable]: _, ...distrusting } = small.environment(lead);
  const network = { reason: "certificate_unknown_issuer", host: hostOf("api.example.com") };
  await failsWith(signIn(), distrusting, { code: "insecure", network });
});

test.concurrent("no environment variable switches the check of certificates off", async () => {
  const careless = { NODE_TLS_REJECT_UNAUTHORIZED: "0" };
  /** Node itself warns of the variable on standard error. */
  const answer = async (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    documentOf({
      ...(await cli.run(["--data", cli.data, ...words], { env: { ...env, ...careless } })),
      stderr: "",
    });
  const refused = (host: string) => ({
    code: "insecure",
    network: { reason: "certificate_unknown_issuer", host: hostOf(host) },
  });
  const near = await small.front("localhost", selfSigned({ names: ["localhost"] }));
  expect(await answer(signIn(undefined, `https://localhost:${near.port}`))).toMatchObject(
    refused("localhost"),
  );

  const storage = await small.front("files.example.net", selfSigned({ names: ["files.example.net"] }));
  const env = small.environment(await small.proxy({ routes: { "files.example.net:443": storage } }));
  expect(await answer(download(), env)).toMatchObject(refused("files.example.net"));
  expect(await answer(upload("careless.bin"), env)).toMatchObject(refused("files.example.net"));
  expect(await held("careless.bin")).toBe(0);
});

test.concurrent("IPv6: a server on ::1 is reached by its address, and by a name of the proxy", async () => {
  const { authority, apiUrl } = small;
  const direct = await small.front("::1", authority.issue({ names: ["::1"] }), "::1");
  const named = await small.front("api.example.com", authority.issue({ names: ["api.example.com"] }), "::1");
  const proxy = await small.proxy({ routes: { "api.example.com:443": named } });
  const env = { ...small.environment(proxy), QUNZHU_DATA: join(cli.folder, "six") };
  const own = async (words: readonly string[]) => documentOf(await cli.run(words, { env }));

  expect(await own(signIn("by address", `https://[::1]:${direct.port}`))).toMatchObject({ ok: true });
  expect(await own(["sync", "--account", "by address"])).toMatchObject({ ok: true });
  expect(proxy.seen).toEqual([]);
  expect(await own(signIn("by name", apiUrl))).toMatchObject({ ok: true });
  expect(await own(["sync", "--account", "by name"])).toMatchObject({ ok: true });
  expect(proxy.askedFor()).toEqual(["api.example.com:443"]);

  const other = await small.front("::1", authority.issue({ names: ["::2", "localhost"] }), "::1");
  expect(await own(signIn("other", `https://[::1]:${other.port}`))).toMatchObject({
    code: "insecure",
    network: { reason: "certificate_wrong_name", host: hostOf("::1") },
  });
});

test.concurrent("plain http to a name goes by the proxy as well, with no secret in what the proxy is asked", async () => {
  const proxy = await small.proxy({ password: { user: "wei", password: "plain-horse" } });
  const env = { ...small.environment(proxy), QUNZHU_DATA: join(cli.folder, "plain") };
  const own = async (words: readonly string[], others = env) =>
    documentOf(await cli.run(words, { env: others }));
  const words = [...signIn("plain", "http://api.example.com"), "--allow-insecure-http"];
  const unnamed = { ...env, HTTP_PROXY: `http://127.0.0.1:${proxy.port}` };
  expect(await own(words, unnamed)).toMatchObject(offline("proxy_password", `127.0.0.1:${proxy.port}`));
  expect(await own(words)).toMatchObject({ ok: true });
  expect(await own(["sync", "--account", "plain"])).toMatchObject({ ok: true });
  expect(proxy.askedFor()).toEqual(["api.example.com:80"]);
  const asked = proxy.seen.map(({ target }) => target).join(" ");
  for (const secret of [small.demo.password, "access-token", "plain-horse"])
    expect(asked).not.toContain(secret);
  const { requests } = await small.demo.inspect();
  expect(
    requests.flatMap(({ headers }) => Object.keys(headers)).filter((name) => name.startsWith("proxy-")),
  ).toEqual([]);
});

test.concurrent("a host that does not exist is told as such, whether the proxy looked for it or we did", async () => {
  const proxy = await small.proxy();
  const env = small.environment(proxy);
  // A proxy says only that it got no answer.
  const elsewhere = signIn(undefined, "https://no-such-host.example.com");
  await failsWith(elsewhere, env, offline("unreachable", "no-such-host.example.com"));
  expect(proxy.askedFor()).toEqual(["no-such-host.example.com:443"]);
  const exempt = { ...env, NO_PROXY: "localhost, .invalid", QUNZHU_ONLY_HOSTS: "localhost api.invalid" };
  await failsWith(signIn(undefined, "https://api.invalid"), exempt, offline("no_such_host", "api.invalid"));
  expect(proxy.askedFor()).toEqual(["no-such-host.example.com:443"]);
});

test.concurrent("loopback never goes through a proxy, named in capital or small letters", async () => {
  const proxy = await small.proxy();
  const { demo } = small;
  const { HTTPS_PROXY: https_proxy = "", HTTP_PROXY: http_proxy = "", ...others } = small.environment(proxy);
  const env = { ...others, https_proxy, http_proxy, QUNZHU_DATA: join(cli.folder, "near") };
  const own = async (words: readonly string[]) => documentOf(await cli.run(words, { env }));
  const near = ["--account", "near", "--group", demo.groups.owned];
  expect(await own(signIn("near", demo.apiUrl))).toMatchObject({ ok: true });
  expect(await own(["sync", "--account", "near"])).toMatchObject({ ok: true });
  expect(proxy.seen).toEqual([]);
  // The tickets of this demo name the storage by its name.
  const uploaded = await own(["files", "upload", ...near, cli.file("near.txt", "near")]);
  expect(uploaded).toMatchObject({ ok: true });
  expect(proxy.askedFor()).toEqual(["files.example.net:443"]);
});
