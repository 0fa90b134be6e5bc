import type { ServerResponse } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  createDirectory,
  createFoundHost,
  type FoundServer,
} from "../../../../main/backends/lanying/directory.ts";
import type { Network } from "../../../../main/platform/network/network.ts";
import { AppError } from "../../../../shared/errors.ts";
import { testNetwork } from "../../../support/test-network.ts";
import { type LoopbackServer, loopbackServer, type Seen } from "../loopback-server.ts";

type Answer = (request: Seen, response: ServerResponse) => unknown;

/** Nobody listens there. */
const dead = "http://127.0.0.1:1";

const never: Answer = (_request, response) => {
  onTestFinished(() => void response.destroy());
  return undefined;
};

/** What a directory says of an app whose API is at these addresses, one cluster for each list. */
function naming(...clusters: readonly (readonly string[])[]) {
  const ofCluster = (addresses: readonly string[]) => ({
    ratel: addresses.map((address) => {
      const [protocol, host] = address.split("://");
      return { protocol, host, ip_list: [] };
    }),
    webim: [{ protocol: "https", host: "socket.example.com" }],
  });
  const elsewhere = { group_level: 1, clusters: [ofCluster(["https://other.example.com"])] };
  const dns_list = [elsewhere, { group_level: 0, clusters: clusters.map(ofCluster) }];
  return { code: 200, data: { version: 7, app_status: "normal", dns_list } };
}

/** A directory that is well, and answers for an app as told. */
const directory = (answer: Answer, health: Answer = () => "ok") =>
  loopbackServer((request, response) =>
    (request.path === "/api/health" ? health : answer)(request, response),
  );

const paths = ({ seen }: LoopbackServer) => seen.map(({ path }) => path);

/** Finds an app by the hosts given in place of the vendor's; a head start lasts for ever, unless told. */
function find(hosts: readonly (LoopbackServer | string)[], startAfterMs = 600_000) {
  const addresses = hosts.map((host) => (typeof host === "string" ? host : host.url));
  return createDirectory({ network: testNetwork, hosts: addresses, startAfterMs })("vendor", "welovemaxim");
}

const findBy = (address: string) => createDirectory({ network: testNetwork })(address, "welovemaxim");

describe("the hosts of the directory", () => {
  test("the first that is well is asked for the app, and no other", async () => {
    const first = await directory(() => naming(["https://api.example.com"]));
    const second = await directory(() => naming(["https://wrong.example.com"]));
    const apiUrl = "https://api.example.com";
    expect(await find([first, second])).toEqual({ apiUrl, apiUrls: [apiUrl] });
    expect(paths(first)).toEqual(["/api/health", "/v2/app_dns"]);
    expect(first.seen[1]?.query).toEqual({ app_id: "welovemaxim", source: "sdk" });
    expect(first.seen[1]?.headers).toMatchObject({
      app_id: "welovemaxim",
      "user-agent": expect.stringMatching(/^Qunzhu\//),
    });
    expect(paths(second)).toEqual([]);
  });

  test("one that is slow to say so is overtaken by the next", async () => {
    const slow = await directory(() => naming(["https://wrong.example.com"]), never);
    const second = await directory(() => naming(["https://api.example.com"]));
    expect(await find([slow, second], 20)).toMatchObject({ apiUrl: "https://api.example.com" });
    expect(paths(slow)).toEqual(["/api/health"]);
  });

  test("one that fails at once lets the next begin at once", async () => {
    const sick = await directory(
      () => naming(["https://wrong.example.com"]),
      (_request, response) => void response.writeHead(503).end(),
    );
    const third = await directory(() => naming(["https://api.example.com"]));
    expect(await find([dead, sick, third])).toMatchObject({ apiUrl: "https://api.example.com" });
    expect(paths(sick)).toEqual(["/api/health"]);
  });

  test("when all are dead the first one's fault is told, and that no server was found", async () => {
    await expect(find([dead, dead, dead])).rejects.toMatchObject({
      code: "offline",
      step: "find_server",
      network: { reason: "connection_refused", host: "127.0.0.1:1" },
    });
  });

  test("one that is well but answers with something else is passed over", async () => {
    const garbage = await directory(() => "<!doctype html><title>Welcome</title>");
    const second = await directory(() => naming(["https://api.example.com"]));
    expect(await find([garbage, second])).toMatchObject({ apiUrl: "https://api.example.com" });
    await expect(find([garbage])).rejects.toMatchObject({ code: "bad_answer", step: "find_server" });
  });
});

describe("what a directory names", () => {
  const named = async (answer: unknown) => findBy((await directory(() => answer)).url);

  test("comes in the order of clusters, once each, without what is no bare address", async () => {
    const found = await named(
      naming(
        [
          "https://a.example.com",
          "https://b.example.com/path",
          "https://user@c.example.com",
          "ftp://d.example.com",
        ],
        ["https://a.example.com", "https://e.example.com:8443"],
      ),
    );
    expect(found.apiUrls).toEqual(["https://a.example.com", "https://e.example.com:8443"]);
  });

  test("is refused where it is reached by plain http beyond this machine", async () => {
    await expect(named(naming(["http://api.example.com"]))).rejects.toMatchObject({
      code: "insecure",
      step: "find_server",
      message: expect.stringContaining("api.example.com"),
    });
    const mixed = naming(["http://api.example.com", "https://api.example.com"]);
    expect((await named(mixed)).apiUrls).toEqual(["https://api.example.com"]);
  });

  test.each([
    ["no list", { code: 200, data: {} }],
    ["no group of level 0", { code: 200, data: { dns_list: [{ group_level: 1, clusters: [] }] } }],
    ["clusters without addresses", naming([], [])],
    ["a list that is none", { code: 200, data: { dns_list: "none" } }],
    ["no envelope", { dns_list: [] }],
    [
      "an address without a host",
      { code: 200, data: { dns_list: [{ group_level: 0, clusters: [{ ratel: [{}] }] }] } },
    ],
  ])("is told as no server where there is %s", async (_what, answer) => {
    await expect(named(answer)).rejects.toMatchObject({ code: "bad_answer", step: "find_server" });
  });

  test("is not taken from another place by a redirect", async () => {
    const other = await directory(() => naming(["https://api.example.com"]));
    const sending = await directory((_request, response) => {
      response.writeHead(302, { location: `${other.url}/v2/app_dns` }).end();
    });
    await expect(findBy(sending.url)).rejects.toMatchObject({ code: "bad_answer", step: "find_server" });
    expect(paths(other)).toEqual([]);
  });

  test("is not read beyond a megabyte", async () => {
    const huge = { ...naming(["https://api.example.com"]), filler: "x".repeat(2_000_000) };
    await expect(named(huge)).rejects.toMatchObject({ code: "too_large", step: "find_server" });
  });

  test.each([99997, 99998, 40000])(
    "code %i means that the app is not known, and ends the search",
    async (code) => {
      const first = await directory(() => ({ code, message: "invalid app_id" }));
      const second = await directory(() => naming(["https://api.example.com"]));
      await expect(find([first, second])).rejects.toMatchObject({
        code: "refused",
        step: "app",
        server: { code: String(code), message: "invalid app_id" },
      });
      expect(paths(second)).toEqual([]);
    },
  );

  test.each(["banned", "frozen", "revoked"])("an app that is %s is told as that", async (status) => {
    const answer = naming(["https://api.example.com"]);
    await expect(named({ ...answer, data: { ...answer.data, app_status: status } })).rejects.toMatchObject({
      code: "refused",
      step: "app",
      server: { code: status },
    });
  });

  test("is tried in its order: the first address that answers is used, the others stay known", async () => {
    const second = await loopbackServer(() => ({ code: 10002, message: "app_id" }));
    const third = await loopbackServer(() => "ok");
    const apiUrls = [dead, second.url, third.url];
    expect(await named(naming([dead, second.url], [third.url]))).toEqual({ apiUrl: second.url, apiUrls });
    expect(paths(second)).toEqual(["/"]);
    expect(paths(third)).toEqual([]);
    // Where none answers, the sign-in will say why.
    expect(await named(naming([dead, "http://127.0.0.1:2"]))).toMatchObject({ apiUrl: dead });
  });
});

describe("a directory of one's own", () => {
  test("is asked at the very path that was given, and for nothing else", async () => {
    const own = await loopbackServer(() => naming(["https://api.example.com"]));
    await findBy(`${own.url}/im/apps`);
    expect(paths(own)).toEqual(["/im/apps"]);
  });

  test("given as a bare host is asked where the vendor's are, then at the host itself", async () => {
    const own = await loopbackServer((request, response) => {
      if (request.path === "/") return naming(["https://api.example.com"]);
      response.statusCode = 404;
      return "";
    });
    expect(await findBy(own.url)).toMatchObject({ apiUrl: "https://api.example.com" });
    expect(paths(own)).toEqual(["/v2/app_dns", "/"]);
  });

  test("is not asked by plain http beyond this machine", async () => {
    await expect(findBy("http://dns.example.com")).rejects.toMatchObject({
      code: "insecure",
      step: "find_server",
    });
  });
});

test("a directory elsewhere cannot name a server on this machine", async () => {
  const body = Buffer.from(JSON.stringify(naming(["http://127.0.0.1:8080", "http://localhost"])));
  const network: Network = {
    send: async () => ({
      status: 200,
      headers: {},
      read: async (take) => void (await take(body)),
      discard: () => undefined,
    }),
    close: async () => undefined,
  };
  await expect(createDirectory({ network })("https://dns.example.com/apps", "app")).rejects.toMatchObject({
    code: "insecure",
    step: "find_server",
  });
});

describe("an address that fails", () => {
  const offline = new AppError("offline", "no", { network: { reason: "cut_off", host: "a" } });
  const answered = (status: number) => ({ status, headers: {}, body: Buffer.alloc(0) });
  const apiUrls = ["https://a.example.com", "https://b.example.com"] as const;

  function foundHost(again: () => Promise<{ apiUrl: string; apiUrls: readonly string[] }>) {
    const kept: FoundServer[] = [];
    const host = createFoundHost({ apiUrl: apiUrls[0], apiUrls, failures: 0 }, again, (now) =>
      kept.push(now),
    );
    /** So many tries at the address of the moment. */
    const fail = (times: number, outcome: Parameters<typeof host.heard>[1] = offline) => {
      for (let turn = 0; turn < times; turn += 1) host.heard(new URL("/group/info", host.url()), outcome);
    };
    return { host, fail, kept };
  }

  const nobody = () => Promise.reject(new Error("not to be asked"));

  test("five times in a row gives way to the next, and one answer in between begins the row anew", () => {
    const { host, fail, kept } = foundHost(nobody);
    fail(4);
    fail(1, answered(404));
    expect(kept.at(-1)).toMatchObject({ failures: 0 });
    fail(4, answered(502));
    expect(host.url()).toBe(apiUrls[0]);
    fail(1);
    expect(host.url()).toBe(apiUrls[1]);
    expect(kept.at(-1)).toEqual({ apiUrl: apiUrls[1], apiUrls, failures: 0 });
  });

  test("is not blamed for refusals, proxies, cancelled requests, or other hosts", () => {
    const { host, fail, kept } = foundHost(nobody);
    const proxy = new AppError("offline", "no", { network: { reason: "proxy_unreachable", host: "p" } });
    for (const outcome of [answered(401), answered(200), proxy, new AppError("cancelled", "x")])
      fail(5, outcome);
    for (let turn = 0; turn < 5; turn += 1) host.heard(new URL("https://files.example.net/"), offline);
    expect(host.url()).toBe(apiUrls[0]);
    expect(kept).toEqual([]);
  });

  test("as the last one has the directory asked again, once", async () => {
    let asked = 0;
    const answer = Promise.withResolvers<{ apiUrl: string; apiUrls: readonly string[] }>();
    const { host, fail, kept } = foundHost(() => {
      asked += 1;
      return answer.promise;
    });
    fail(20);
    expect(asked).toBe(1);
    const fresh = ["https://c.example.com"];
    answer.resolve({ apiUrl: "https://c.example.com", apiUrls: fresh });
    await expect.poll(() => host.url()).toBe("https://c.example.com");
    expect(kept.at(-1)).toEqual({ apiUrl: "https://c.example.com", apiUrls: fresh, failures: 0 });
  });

  test("as the last one, with a directory that fails too, gives way to the first", async () => {
    const { host, fail } = foundHost(() => Promise.reject(offline));
    fail(10);
    await expect.poll(() => host.url()).toBe(apiUrls[0]);
  });
});
