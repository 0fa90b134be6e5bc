import type { Page } from "@playwright/test";
import { expect, test } from "vitest";
import { fakePages } from "./fake-pages.ts";

const onPage = fakePages();

/** All that a test can change for its page, as the page itself sees it. */
const traces = (page: Page) =>
  page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    cookies: document.cookie,
    location: (await navigator.permissions.query({ name: "geolocation" })).state,
    size: [innerWidth, innerHeight],
    isDark: matchMedia("(prefers-color-scheme: dark)").matches,
    isStill: matchMedia("(prefers-reduced-motion: reduce)").matches,
    isPrinted: matchMedia("print").matches,
    isPrepared: "prepared" in window,
    isRouted: (await (await fetch("index.html")).text()) === "routed",
  }));

test("nothing that one page kept, was allowed or was told is there in the next", async () => {
  const all: unknown[] = [];
  const look = async (page: Page) => all.push(await traces(page));
  const prepare = async (page: Page) => {
    await page.addInitScript(() => Object.assign(window, { prepared: true }));
    await page.route("**/index.html", (route) => route.fulfill({ body: "routed" }));
  };
  await onPage({}, look);
  await onPage({ width: 900, height: 700, prepare }, async (page) => {
    await page.context().grantPermissions(["geolocation"], { origin: new URL(page.url()).origin });
    await page.emulateMedia({ colorScheme: "dark", media: "print", reducedMotion: "no-preference" });
    await page.evaluate(async () => {
      localStorage.setItem("left", "1");
      sessionStorage.setItem("left", "1");
      await cookieStore.set("left", "1");
      await caches.open("left");
      await new Promise((resolve) => Object.assign(indexedDB.open("left"), { onsuccess: resolve }));
      window.open("about:blank");
    });
    await look(page);
  });
  await onPage({}, async (page) => {
    await look(page);
    expect(page.context().pages()).toHaveLength(2);
  });
  const [first, changed, next] = all;
  expect(next).toEqual(first);
  expect(first).toMatchObject({ size: [1280, 800], isStill: true, location: "prompt" });
  expect(changed).toEqual({
    ...{ local: ["left"], session: ["left"], databases: ["left"], caches: ["left"], cookies: "left=1" },
    ...{ location: "granted", size: [900, 700], isDark: true, isStill: false, isPrinted: true },
    ...{ isPrepared: true, isRouted: true },
  });
});

test("a page that complained of something fails its test", async () => {
  await expect(onPage({}, (page) => page.evaluate(`console.error("no key")`))).rejects.toThrow("no key");
});
