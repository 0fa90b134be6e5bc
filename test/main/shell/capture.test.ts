import { expect, test } from "vitest";
import { askedFor, createCaptureGrants } from "../../../main/shell/capture-grants.ts";
import { captureMenu, createDisplayMediaHandler } from "../../../main/shell/capture-menu.ts";

const origin = "app://qunzhu";
const camera = askedFor("media", { isMainFrame: true, securityOrigin: `${origin}/`, mediaTypes: ["video"] });
const screen = askedFor("display-capture", { isMainFrame: true, requestingUrl: `${origin}/index.html` });

function world() {
  const clock = { now: 1000 };
  return { clock, grants: createCaptureGrants(origin, () => clock.now) };
}

test("nothing is granted that nobody clicked for", () => {
  const { grants } = world();
  expect([grants.take(camera), grants.take(screen), grants.wasGranted(camera)]).toEqual([
    false,
    false,
    false,
  ]);
});

test("a click grants exactly what it was for, once", () => {
  const { grants } = world();
  grants.allow("camera");
  expect(grants.take(screen)).toBe(false);
  expect(grants.take(camera)).toBe(true);
  expect(grants.take(camera)).toBe(false);
  expect(grants.wasGranted(camera)).toBe(true);
  grants.allow("screen");
  expect(grants.take(camera)).toBe(false);
  expect(grants.take(screen)).toBe(true);
});

test("a grant ends after half a minute, or when the page needs it no more", () => {
  const { grants, clock } = world();
  grants.allow("camera");
  clock.now += 30_000;
  expect(grants.take(camera)).toBe(false);
  grants.allow("camera");
  grants.end();
  expect(grants.wasGranted(camera)).toBe(false);
});

test.each([
  ["a microphone", { ...camera, mediaTypes: ["audio"] }],
  ["a camera with a microphone", { ...camera, mediaTypes: ["video", "audio"] }],
  ["who does not say what of the media", { ...camera, mediaTypes: [] }],
  ["an embedded frame", { ...camera, isMainFrame: false }],
  ["another origin", { ...camera, origin: "https://example.com" }],
  ["a look-alike origin", { ...camera, origin: `${origin}.example.com` }],
  ["another permission", { ...camera, permission: "geolocation" }],
])("the camera's grant is nothing for %s", (_name, asked) => {
  const { grants } = world();
  grants.allow("camera");
  expect(grants.take(asked)).toBe(false);
});

const source = (id: string, name: string) => ({ id, name, thumbnail: `picture of ${name}` });
const sources = [source("window:1", "Chat & more"), source("screen:0", "Screen"), source("window:2", "")];

test("the menu offers screens first, then windows that have a name", () => {
  const chosen: string[] = [];
  const items = captureMenu(sources, "zh-CN", ({ id }) => chosen.push(id));
  expect(items.map(({ label, type, icon }) => label ?? type ?? icon)).toEqual([
    "整个屏幕",
    "separator",
    "Chat && more",
  ]);
  items[2]?.click?.();
  expect(chosen).toEqual(["window:1"]);
});

test("a page gets the picture that the person chose, and none without a click before", async () => {
  const { grants } = world();
  const ask = (choose: number | null, changes = {}) => {
    const handle = createDisplayMediaHandler({
      grants,
      language: "en",
      sources: async () => sources,
      popUp: (items, onClosed) => (choose === null ? onClosed() : items[choose]?.click?.()),
      nextAnswer: () => null,
    });
    return new Promise((resolve) =>
      handle({ frame: { parent: null }, securityOrigin: `${origin}/`, ...changes }, resolve),
    );
  };
  expect(await ask(0)).toBeNull();
  grants.allow("screen");
  expect(await ask(0)).toEqual({ video: sources[1] });
  expect(await ask(null)).toBeNull();
  expect(await ask(0, { frame: { parent: {} } })).toBeNull();
  expect(await ask(0, { frame: null })).toBeNull();
});
