import { expect, test } from "vitest";
import { isHttpUrl, isInsecureUrl } from "../../../../renderer/features/accounts/insecure-url.ts";

test.each([
  ["http://example.com", true],
  ["http://192.168.1.5:2531/v2/api", true],
  ["http://127.0.0.1.example.com", true],
  ["http://localhost.example.com", true],
  ["http://127.0.0.1:4000", false],
  ["http://localhost:4000", false],
  ["http://[::1]:4000", false],
  ["https://example.com", false],
  ["not an address", false],
])("%s is insecure: %s", (url, insecure) => {
  expect(isInsecureUrl(url)).toBe(insecure);
});

test("only http and https addresses pass", () => {
  expect(["https://a.example", "http://a", " https://a.example/x "].every(isHttpUrl)).toBe(true);
  expect(["ftp://a", "a.example", "javascript:alert(1)", "https:///", ""].some(isHttpUrl)).toBe(false);
});
