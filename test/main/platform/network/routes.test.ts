import { describe, expect, test } from "vitest";
import {
  environmentRoutes,
  loopbackDirectly,
  parseProxy,
  routesOfPac,
} from "../../../../main/platform/network/routes.ts";

const proxy = { scheme: "http", hostname: "proxy.example.com", port: 8080, user: "", password: "" } as const;

describe("the address of a proxy", () => {
  test.each([
    ["http://proxy.example.com:8080", proxy],
    ["proxy.example.com:8080", proxy],
    [" HTTP://Proxy.Example.com:8080/ ", proxy],
    ["proxy.example.com", { ...proxy, port: 80 }],
    ["https://proxy.example.com", { ...proxy, scheme: "https", port: 443 }],
    ["http://proxy.example.com:80", { ...proxy, port: 80 }],
    ["socks://proxy.example.com", { ...proxy, scheme: "socks5", port: 1080 }],
    ["socks5h://proxy.example.com:9050", { ...proxy, scheme: "socks5", port: 9050 }],
    ["socks4://proxy.example.com:9050", { ...proxy, scheme: "socks4", port: 9050 }],
    ["http://[::1]:3128", { ...proxy, hostname: "[::1]", port: 3128 }],
    ["http://ann:p%40ss%3A1@proxy.example.com:8080", { ...proxy, user: "ann", password: "p@ss:1" }],
    ["http://ann:100%@proxy.example.com:8080", { ...proxy, user: "ann", password: "100%" }],
  ])("%s", (text, expected) => {
    expect(parseProxy(text)).toEqual(expected);
  });

  test.each(["", "http://", "ftp://proxy.example.com", "http://proxy.example.com/path", "http://a b:1"])(
    "%j is none, and the error does not quote it",
    (text) => {
      expect(() => parseProxy(`${text}`)).toThrow(expect.objectContaining({ code: "invalid" }));
      expect(() => parseProxy("gopher://ann:secret-word@h")).not.toThrow("secret-word");
    },
  );
});

describe("what a proxy script answers", () => {
  test.each([
    ["DIRECT", ["direct"]],
    ["", ["direct"]],
    ["nonsense; PROXY", ["direct"]],
    ["PROXY proxy.example.com:8080", [proxy]],
    ["PROXY proxy.example.com:8080; DIRECT", [proxy, "direct"]],
    ["HTTPS proxy.example.com:443;", [{ ...proxy, scheme: "https", port: 443 }]],
    [
      "SOCKS5 a:1080; SOCKS b",
      [
        { ...proxy, scheme: "socks5", hostname: "a", port: 1080 },
        { ...proxy, scheme: "socks4", hostname: "b", port: 1080 },
      ],
    ],
    ["QUIC x:1; PROXY [2001:db8::1]:3128", [{ ...proxy, hostname: "[2001:db8::1]", port: 3128 }]],
  ])("%s", (answer, expected) => {
    expect(routesOfPac(answer)).toEqual(expected);
  });
});

describe("the variables of the environment", () => {
  const over = (url: string, environment: NodeJS.ProcessEnv) => environmentRoutes(new URL(url), environment);

  test("the scheme of the address chooses the variable, the lower-case name goes first", () => {
    const environment = { HTTPS_PROXY: "http://b:2", https_proxy: "http://a:1", HTTP_PROXY: "c:3" };
    expect(over("https://x.example.com/", environment)).toMatchObject([{ hostname: "a", port: 1 }]);
    expect(over("http://x.example.com/", environment)).toMatchObject([{ hostname: "c", port: 3 }]);
    expect(over("https://x.example.com/", { ALL_PROXY: "socks5://d" })).toMatchObject([{ scheme: "socks5" }]);
    expect(over("https://x.example.com/", { HTTPS_PROXY: "" })).toEqual(["direct"]);
    expect(over("https://x.example.com/", {})).toEqual(["direct"]);
  });

  test("a variable that holds no proxy is named, without what it holds", () => {
    const wrong = () => over("https://x.example.com/", { https_proxy: "bogus://ann:secret@proxy" });
    expect(wrong).toThrow(expect.objectContaining({ code: "offline" }));
    expect(wrong).toThrow(
      expect.objectContaining({
        network: {
          reason: "proxy_unreachable",
          host: "HTTPS_PROXY",
          detail: "the address of the proxy is not scheme://host:port",
        },
      }),
    );
    expect(wrong).not.toThrow(/secret/);
  });

  test.each([
    ["https://files.example.net/", "example.net", true],
    ["https://files.example.net/", ".example.net", true],
    ["https://files.example.net/", "*.example.net", true],
    ["https://example.net/", ".example.net", true],
    ["https://badexample.net/", "example.net", false],
    ["https://files.example.net/", "other.net, EXAMPLE.NET", true],
    ["https://files.example.net/", "other.net example.net", true],
    ["https://files.example.net/", "example.net:443", true],
    ["https://files.example.net/", "example.net:8443", false],
    ["https://files.example.net:8443/", "example.net:8443", true],
    ["https://files.example.net/", "*", true],
    ["https://10.1.2.3/", "10.0.0.0/8", true],
    ["https://11.1.2.3/", "10.0.0.0/8", false],
    ["https://11.1.2.3/", "10.0.0.0/99", false],
    ["https://192.168.0.7/", "0.7", false],
    ["https://[2001:db8::7]/", "2001:db8::/32", true],
    ["https://[2001:db8::7]/", "[2001:db8::7]", true],
    ["https://[2001:db8::7]:8443/", "[2001:db8::7]:443", false],
    ["https://files.example.net/", "", false],
  ])("%s with NO_PROXY=%s", (url, noProxy, isExempt) => {
    const routes = over(url, { HTTPS_PROXY: "http://a:1", NO_PROXY: noProxy });
    expect(routes[0] === "direct").toBe(isExempt);
  });
});

test("loopback is reached directly, whatever the system says", async () => {
  const routesFor = loopbackDirectly(async () => [proxy]);
  for (const host of ["localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "[::1]"]) {
    expect(await routesFor(new URL(`https://${host}:8443/`))).toEqual(["direct"]);
  }
  expect(await routesFor(new URL("https://api.example.com/"))).toEqual([proxy]);
});
