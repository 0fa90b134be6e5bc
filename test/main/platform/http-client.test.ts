import type { Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createHttpClient, type HttpRequest } from "../../../main/platform/http-client.ts";
import { createNetwork } from "../../../main/platform/network/network.ts";
import { parseProxy } from "../../../main/platform/network/routes.ts";
import { createRateLimit } from "../../../main/platform/rate-limit.ts";
import { AppError } from "../../../shared/errors.ts";
import { testNetwork } from "../../support/test-network.ts";
import { startTestProxy } from "../../support/world/test-proxy.ts";
import { loopbackServer } from "../backends/loopback-server.ts";

const secret = "token-that-must-not-leak";

function clientOf(baseUrl: string, timeoutMs = 5_000, network = testNetwork) {
  return createHttpClient({
    network,
    baseUrl,
    allowsInsecureHttp: false,
    timeoutMs,
    retryBaseMs: 1,
    refusalOf: (body) =>
      typeof body === "object" && body !== null && "code" in body
        ? { code: "refused", server: { code: String(body.code), message: "words" } }
        : null,
  });
}

const read: HttpRequest = { method: "GET", path: "/x", headers: { "access-token": secret }, effect: "read" };
const write: HttpRequest = { ...read, method: "POST", body: "{}", effect: "write" };

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${String(error)}`);
  return error;
}

/** A client that remembers its waits instead of waiting. */
function patientClient(baseUrl: string) {
  const clock = { passedMs: 0 };
  const limit = createRateLimit({
    steadyNow: () => clock.passedMs,
    sleep: async (ms) => {
      clock.passedMs += ms;
    },
  });
  const client = createHttpClient({
    ...{ network: testNetwork, baseUrl, allowsInsecureHttp: false, retryBaseMs: 1, rateLimit: limit },
    refusalOf: (body) =>
      typeof body === "object" && body !== null && "code" in body && body.code === 10028
        ? { code: "rate_limited", server: { code: "10028", message: "" } }
        : null,
  });
  return { client, limit, clock };
}

describe("a server that asks for fewer calls", () => {
  const inTenSeconds = () => new Date(Date.now() + 10_500).toUTCString();
  test.each<
    [what: string, status: number, retryAfter: (() => string) | null, code: number, atLeastMs: number]
  >([
    ["429 with seconds", 429, () => "9", 0, 9000],
    ["429 with a date", 429, inTenSeconds, 0, 9000],
    ["429 without a word", 429, null, 0, 1000],
    ["503 with seconds", 503, () => "9", 0, 9000],
    ["code 10028 in a success", 200, null, 10028, 1000],
    ["code 10028 with seconds", 200, () => "9", 10028, 9000],
  ])(
    "by %s holds back every other call of the account",
    async (_what, status, retryAfter, code, atLeastMs) => {
      const server = await loopbackServer((request, response) => {
        if (request.method !== "POST") return { fine: true };
        response.statusCode = status;
        if (retryAfter !== null) response.setHeader("retry-after", retryAfter());
        return { code };
      });
      const { client, limit, clock } = patientClient(server.url);
      await client.json(write).catch(() => undefined);
      expect(limit.isPaused()).toBe(true);
      expect(await client.json(read)).toEqual({ fine: true });
      expect(clock.passedMs).toBeGreaterThanOrEqual(atLeastMs);
      const raw = await client.raw({ url: client.urlOf("/picture"), headers: {}, maxBytes: 1000 });
      expect(raw.status).toBe(200);
    },
  );

  test("is not asked at all while the pause is longer than a person would wait", async () => {
    const server = await loopbackServer((_request, response) => {
      response.statusCode = 429;
      response.setHeader("retry-after", "600");
      return {};
    });
    const { client } = patientClient(server.url);
    await failure(client.json(write));
    for (const request of [read, write]) {
      expect(await failure(client.json(request))).toMatchObject({
        code: "rate_limited",
        retryAfterMs: 600_000,
      });
    }
    expect(server.seen).toHaveLength(1);
  });

  test("holds back those, too, that wait for their place while it says so", async () => {
    const server = await loopbackServer((_request, response) => {
      if (server.seen.length <= 6) {
        response.statusCode = 429;
        response.setHeader("retry-after", "600");
      }
      return {};
    });
    const { client } = patientClient(server.url);
    const all = await Promise.allSettled(Array.from({ length: 30 }, () => client.json(write)));
    expect(all.every(({ status }) => status === "rejected")).toBe(true);
    expect(server.seen.length).toBeLessThanOrEqual(6);
  });

  test("does not hold back other hosts", async () => {
    const server = await loopbackServer((_request, response) => {
      response.statusCode = 429;
      response.setHeader("retry-after", "600");
      return {};
    });
    const other = await loopbackServer(() => ({ fine: true }));
    const { client } = patientClient(server.url);
    await failure(client.json(write));
    const answer = await client.raw({ url: new URL(other.url), headers: {}, maxBytes: 1000 });
    expect(answer.status).toBe(200);
  });
});

describe("trying again", () => {
  test("a read is sent again after 503 and succeeds", async () => {
    const server = await loopbackServer((_request, response) => {
      if (server.seen.length < 3) response.statusCode = 503;
      return { fine: true };
    });
    expect(await clientOf(server.url).json(read)).toEqual({ fine: true });
    expect(server.seen).toHaveLength(3);
  });

  test("a read gives up after three tries", async () => {
    const server = await loopbackServer((_request, response) => {
      response.statusCode = 502;
      return {};
    });
    expect((await failure(clientOf(server.url).json(read))).code).toBe("server_error");
    expect(server.seen).toHaveLength(3);
  });

  test("a read whose connection breaks is sent again, a write is not", async () => {
    const server = await loopbackServer((request, response) => {
      if (request.method === "POST" || server.seen.length === 1) response.destroy();
      else return { fine: true };
    });
    const client = clientOf(server.url);
    expect(await client.json(read)).toEqual({ fine: true });
    expect((await failure(client.json(write))).code).toBe("outcome_unknown");
    expect(server.seen.map(({ method }) => method)).toEqual(["GET", "GET", "POST"]);
  });

  test("a read of which each try counts is sent once, and on a connection of its own", async () => {
    const connections = new Set<unknown>();
    const server = await loopbackServer((request, response) => {
      connections.add(response.socket);
      if (request.path === "/fine") return { fine: true };
      response.statusCode = 503;
      return {};
    });
    const client = clientOf(server.url);
    expect((await failure(client.json({ ...read, isSentOnce: true }))).code).toBe("server_error");
    expect(server.seen).toHaveLength(1);
    await client.json({ ...read, path: "/fine" });
    await client.json({ ...read, path: "/fine", isSentOnce: true });
    expect(connections.size).toBe(3);
  });

  test("each try is heard of, and the address is asked for anew with each request", async () => {
    const first = await loopbackServer((_request, response) => {
      response.statusCode = first.seen.length === 1 ? 502 : 404;
      return {};
    });
    const second = await loopbackServer(() => ({ fine: true }));
    let baseUrl = first.url;
    const heard: unknown[] = [];
    const client = createHttpClient({
      ...{ network: testNetwork, allowsInsecureHttp: false, retryBaseMs: 1, refusalOf: () => null },
      baseUrl: () => baseUrl,
      onTried: (url, outcome) =>
        heard.push([url.origin, outcome instanceof Error ? outcome.message : outcome.status]),
    });
    await failure(client.json(read));
    baseUrl = second.url;
    await client.json(read);
    baseUrl = "http://127.0.0.1:1";
    expect(client.origin).toBe(baseUrl);
    await failure(client.json({ ...read, isSentOnce: true }));
    expect(heard).toEqual([
      [first.url, 502],
      [first.url, 404],
      [second.url, 200],
      [baseUrl, expect.stringContaining("connection_refused")],
    ]);
  });

  test("a server that cuts every kept connection as it is used again costs no read", async () => {
    const used = new WeakSet<Socket>();
    const server = await loopbackServer((_request, response) => {
      const { socket } = response;
      if (socket === null || used.has(socket)) return response.destroy() && undefined;
      used.add(socket);
      return { fine: true };
    });
    const client = clientOf(server.url);
    const many = () => Promise.all(Array.from({ length: 6 }, () => client.json(read)));
    for (let round = 0; round < 10; round += 1) expect(await many()).toEqual(Array(6).fill({ fine: true }));
  });

  test.each([429, 500, 503])("a write is sent once, also on %i", async (status) => {
    const server = await loopbackServer((_request, response) => {
      response.statusCode = status;
      return {};
    });
    const { code } = await failure(clientOf(server.url).json(write));
    expect(code).toBe(status === 429 ? "rate_limited" : "server_error");
    expect(server.seen).toHaveLength(1);
  });

  test("a Retry-After longer than a person would wait ends the tries", async () => {
    const server = await loopbackServer((_request, response) => {
      response.statusCode = 429;
      response.setHeader("retry-after", "3600");
      return {};
    });
    expect((await failure(clientOf(server.url).json(read))).code).toBe("rate_limited");
    expect(server.seen).toHaveLength(1);
  });

  test("what the server asks a writer to wait reaches whoever sent the write", async () => {
    const server = await loopbackServer((_request, response) => {
      response.statusCode = 503;
      response.setHeader("retry-after", "7");
      return {};
    });
    expect((await failure(clientOf(server.url).json(write))).retryAfterMs).toBe(7000);
  });

  test("Retry-After of zero seconds is honoured before the doubling pause", async () => {
    const server = await loopbackServer((_request, response) => {
      if (server.seen.length > 1) return { fine: true };
      response.statusCode = 429;
      response.setHeader("retry-after", "0");
      return {};
    });
    expect(await clientOf(server.url).json(read)).toEqual({ fine: true });
  });
});

describe("no answer", () => {
  test("a silent server is a timeout for a read and an unknown outcome for a write", async () => {
    const server = await loopbackServer(() => undefined);
    // Long enough for a slow machine to have connected: only then is a write under way.
    const client = clientOf(server.url, 500);
    expect((await failure(client.json(read))).code).toBe("timeout");
    expect((await failure(client.json(write))).code).toBe("outcome_unknown");
  });

  test("a large answer over a slow line may take longer than silence may; one that never ends may not", async () => {
    const server = await loopbackServer((request, response) => {
      response.writeHead(200);
      response.write("[0");
      let left = request.path === "/long" ? 8 : Number.POSITIVE_INFINITY;
      const timer = setInterval(() => {
        left -= 1;
        if (left > 0) return response.write(",0");
        clearInterval(timer);
        response.end("]");
      }, 150);
      response.on("close", () => clearInterval(timer));
    });
    const client = clientOf(server.url, 1_000);
    expect(await client.json({ ...read, path: "/long" })).toHaveLength(8);
    expect(await failure(client.json({ ...read, path: "/endless" }))).toMatchObject({
      code: "timeout",
      network: { reason: "too_slow" },
    });
  });

  test("a server that is not there is offline, for a write too: nothing was sent", async () => {
    const client = clientOf("http://127.0.0.1:1");
    expect((await failure(client.json(read))).code).toBe("offline");
    expect((await failure(client.json(write))).code).toBe("offline");
  });

  test("a proxy that refuses the password is asked once: each try may count towards locking the account", async () => {
    const proxy = await startTestProxy({}, { password: { user: "wei", password: "another one" } });
    const routes = [parseProxy(`http://wei:outdated@127.0.0.1:${proxy.port}`)];
    const network = createNetwork({ routesFor: async () => routes });
    onTestFinished(async () => {
      await network.close();
      await proxy.close();
    });
    const client = clientOf("https://api.example.com", 5_000, network);
    expect((await failure(client.json(read))).network?.reason).toBe("proxy_password");
    expect(proxy.seen).toHaveLength(1);
  });

  test("an abort ends a request under way and one that waits for its turn", async () => {
    const server = await loopbackServer(() => undefined);
    const client = clientOf(server.url);
    const aborter = new AbortController();
    const all = Array.from({ length: 8 }, () => failure(client.json({ ...read, signal: aborter.signal })));
    await expect.poll(() => server.seen.length).toBe(6);
    aborter.abort();
    expect((await Promise.all(all)).map(({ code }) => code)).toEqual(Array(8).fill("cancelled"));
    expect(server.seen).toHaveLength(6);
  });
});

describe("what an answer is", () => {
  test("never more than six requests are under way", async () => {
    let underway = 0;
    let most = 0;
    const server = await loopbackServer(async () => {
      underway += 1;
      most = Math.max(most, underway);
      await new Promise((resolve) => setImmediate(resolve));
      underway -= 1;
      return {};
    });
    const client = clientOf(server.url);
    await Promise.all(Array.from({ length: 40 }, () => client.json(read)));
    expect(most).toBeLessThanOrEqual(6);
    expect(server.seen).toHaveLength(40);
  });

  test("gzip is unpacked", async () => {
    const { gzipSync } = await import("node:zlib");
    const server = await loopbackServer((_request, response) => {
      response.setHeader("content-encoding", "gzip");
      response.end(gzipSync('{"id":9007199254740993}'));
    });
    expect(await clientOf(server.url).json(read)).toEqual({ id: "9007199254740993" });
  });

  test("an answer larger than 32 MiB is not taken, packed or unpacked, told or not", async () => {
    const { gzipSync } = await import("node:zlib");
    const large = Buffer.alloc(33 * 1024 * 1024, " ");
    const packed = gzipSync(large);
    const answers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      "/packed": { "content-encoding": "gzip", "content-length": String(packed.length) },
      "/told": { "content-length": String(large.length) },
      "/untold": {},
    };
    const server = await loopbackServer((request, response) => {
      response.writeHead(200, answers[request.path] ?? {});
      response.end(request.path === "/packed" ? packed : large);
    });
    const client = clientOf(server.url, 30_000);
    for (const path of Object.keys(answers)) {
      expect((await failure(client.json({ ...read, path }))).code).toBe("too_large");
    }
  });

  test("an answer that is not JSON is bad, and is not quoted", async () => {
    const server = await loopbackServer(() => `<html>${secret}`);
    const error = await failure(clientOf(server.url).json(read));
    expect(error.code).toBe("bad_answer");
    expect(JSON.stringify([error.message, error.cause ?? null])).not.toContain(secret);
  });

  test.each([
    [401, "signed_out"],
    [403, "refused"],
    [404, "not_found"],
    [500, "server_error"],
  ])("HTTP %i without words is %s and carries the status", async (status, code) => {
    const server = await loopbackServer((_request, response) => {
      response.statusCode = status;
      return {};
    });
    const error = await failure(clientOf(server.url).json(read));
    expect(error).toMatchObject({ code, server: { code: String(status) } });
  });

  test("the words in the body of an error status are kept", async () => {
    const server = await loopbackServer((_request, response) => {
      response.statusCode = 400;
      return { code: 10002 };
    });
    const error = await failure(clientOf(server.url).json(read));
    expect(error).toMatchObject({ code: "refused", server: { code: "10002", message: "words" } });
  });
});

describe("where a token goes", () => {
  test("a redirect is not followed: the other origin sees nothing", async () => {
    const elsewhere = await loopbackServer(() => ({}));
    const server = await loopbackServer((_request, response) => {
      response.writeHead(302, { location: `${elsewhere.url}/steal?signature=abc` }).end();
    });
    const error = await failure(clientOf(server.url).json(read));
    expect(error.code).toBe("bad_answer");
    expect(error.message).toContain(elsewhere.url);
    expect(error.message).not.toContain("signature");
    expect(elsewhere.seen).toEqual([]);
  });

  test("plain http beyond loopback is refused before anything is sent", async () => {
    expect((await failure(clientOf("http://192.0.2.1").json(read))).code).toBe("insecure");
    expect((await failure(clientOf("http://localhost.example.com").json(read))).code).toBe("insecure");
  });

  test("no error names the token or the query", async () => {
    const server = await loopbackServer((_request, response) => {
      response.statusCode = 500;
      return secret;
    });
    const error = await failure(clientOf(server.url).json({ ...read, query: { sign: "signed-by" } }));
    expect(`${error.message}${error.stack}${JSON.stringify(error.server)}`).not.toMatch(
      /signed-by|token-that/,
    );
  });
});
