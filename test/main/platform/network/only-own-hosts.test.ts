import { createHook } from "node:async_hooks";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createNetwork } from "../../../../main/platform/network/network.ts";
import { directly, parseProxy } from "../../../../main/platform/network/routes.ts";

const read = (url: string) => ({
  url: new URL(url),
  method: "GET",
  headers: {},
  connection: "kept" as const,
  signal: new AbortController().signal,
});

/** Counts names looked up and sockets opened by this process until the test ends. */
function watched() {
  const seen = { lookups: 0, sockets: 0 };
  const hook = createHook({
    init(_id, type) {
      if (/^(GETADDRINFOREQWRAP|QUERYWRAP)$/.test(type)) seen.lookups += 1;
    },
  }).enable();
  const onSocket = () => {
    seen.sockets += 1;
  };
  subscribe("net.client.socket", onSocket);
  onTestFinished(() => {
    hook.disable();
    unsubscribe("net.client.socket", onSocket);
  });
  return seen;
}

function networkBy(routesFor = directly) {
  const network = createNetwork({ routesFor });
  onTestFinished(() => network.close());
  return network;
}

test.each([
  "https://dns.lanyingim.com/api/health",
  "https://dns.maximtop.com/api/health",
  "https://39.107.255.12/api/health",
  "http://example.com/",
  "http://10.0.0.1/",
  "http://[2001:db8::1]/",
  "http://server.localhost/",
])("%s is refused in a test before its name is looked up or a connection opened", async (url) => {
  const seen = watched();
  await expect(networkBy().send(read(url))).rejects.toMatchObject({ code: "forbidden" });
  expect(seen).toEqual({ lookups: 0, sockets: 0 });
});

test("a proxy elsewhere is not asked either", async () => {
  const seen = watched();
  const network = networkBy(async () => [parseProxy("http://proxy.example.com:8080")]);
  await expect(network.send(read("https://api.example.com/"))).rejects.toMatchObject({
    code: "offline",
    network: { reason: "proxy_unreachable" },
  });
  expect(seen).toEqual({ lookups: 0, sockets: 0 });
});

test("this machine is asked as ever, and each request says which program asks", async () => {
  const agents: unknown[] = [];
  const server = createServer((request, response) => {
    agents.push(request.headers["user-agent"]);
    response.end();
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const seen = watched();
  for (const host of ["127.0.0.1", "0.0.0.0", "localhost"]) {
    const answer = await networkBy().send(read(`http://${host}:${port}/`));
    answer.discard();
    expect(answer.status).toBe(200);
  }
  // What is watched is seen: one name, and a socket for each of its addresses that is tried.
  expect(seen.lookups).toBe(1);
  expect(seen.sockets).toBeGreaterThanOrEqual(3);
  expect(agents).toEqual(Array(3).fill(expect.stringMatching(/^Qunzhu\/\d+\.\d+\.\d+/)));
});
