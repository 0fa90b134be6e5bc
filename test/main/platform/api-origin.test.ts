import { expect, test } from "vitest";
import { isLoopback, networkOf } from "../../../main/platform/api-origin.ts";

test.each([
  ["http://localhost", "machine"],
  ["http://LOCALHOST.:8080", "machine"],
  ["http://files.localhost", "machine"],
  ["http://127.0.0.1", "machine"],
  ["http://127.1", "machine"],
  ["http://0x7f.0.0.1", "machine"],
  ["http://2130706433", "machine"],
  ["http://0.0.0.0", "machine"],
  ["http://0", "machine"],
  ["http://[::1]", "machine"],
  ["http://[::]", "machine"],
  ["http://[::ffff:127.0.0.1]", "machine"],
  ["http://10.1.2.3", "nearby"],
  ["http://172.31.0.1", "nearby"],
  ["http://192.168.1.1", "nearby"],
  ["http://100.64.0.1", "nearby"],
  ["http://169.254.169.254", "nearby"],
  ["http://[::ffff:192.168.1.1]", "nearby"],
  ["http://[fd00::1]", "nearby"],
  ["http://[fe80::1]", "nearby"],
  ["http://172.32.0.1", "public"],
  ["http://8.8.8.8", "public"],
  ["http://[2001:4860:4860::8888]", "public"],
  ["http://127.0.0.1.example.com", "public"],
  ["http://example.com", "public"],
])("%s is on the network: %s", (url, network) => {
  expect(networkOf(new URL(url).hostname)).toBe(network);
});

test("addresses that lead to this machine without saying so need the consent that any other address needs", () => {
  for (const host of ["0.0.0.0", "[::]", "10.0.0.1", "example.com"]) expect(isLoopback(host)).toBe(false);
  for (const host of ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "a.localhost."]) {
    expect(isLoopback(host)).toBe(true);
  }
});
