import { expect, test } from "vitest";
import { avatarPng } from "../../../../main/demo/seed/png.ts";
import { pictureType } from "../../../../main/platform/picture-type.ts";
import { AppError } from "../../../../shared/errors.ts";
import { remoteGroup } from "../accounts/fake-backend.ts";
import { cacheWorld } from "./cache-world.ts";

const png = avatarPng(77);

/** The same few bytes, whose header claims another size. */
function claiming(width: number, height: number): Buffer {
  const claimed = Buffer.from(png);
  claimed.writeUInt32BE(width, 16);
  claimed.writeUInt32BE(height, 20);
  return claimed;
}

async function world() {
  const cache = await cacheWorld();
  cache.server.groups = ["png", "html", "huge", "missing"].map((name, index) =>
    remoteGroup(String(10 + index), name, { avatar: name }),
  );
  cache.server.groups.push(remoteGroup("20", "none"));
  cache.server.avatars.set("png", png);
  cache.server.avatars.set("html", Buffer.from("<html><script>alert(1)</script>"));
  cache.server.avatars.set("huge", Buffer.concat([png, Buffer.alloc(1024 * 1024)]));
  await cache.groups.sync(cache.accountId);
  const asked = () => cache.server.requests.filter((request) => request.startsWith("avatar"));
  return { ...cache, asked, avatar: (id: string) => cache.groups.avatar(cache.accountId, id) };
}

test("a picture arrives as a data URL of its real type and is fetched once", async () => {
  const { avatar, asked } = await world();
  const url = `data:image/png;base64,${png.toString("base64")}`;
  expect(await Promise.all([avatar("10"), avatar("10")])).toEqual([url, url]);
  expect(await avatar("10")).toBe(url);
  expect(asked()).toEqual(["avatar png"]);
});

test("what is no picture, too big, missing or never set is null", async () => {
  const { avatar } = await world();
  expect(await Promise.all(["11", "12", "13", "20"].map(avatar))).toEqual([null, null, null, null]);
  await expect(avatar("99")).rejects.toMatchObject({ code: "not_found" });
});

test.each([
  [20_000, 20_000, false],
  [4097, 4096, false],
  [60_000, 10, false],
  [0, 10, false],
  [4096, 4096, true],
])("a picture that claims %i by %i pixels reaches the page: %s", async (width, height, isShown) => {
  const { avatar, server } = await world();
  server.avatars.set("png", claiming(width, height));
  expect((await avatar("10")) !== null).toBe(isShown);
});

test("a picture cut off before its size is none", async () => {
  const { avatar, server } = await world();
  server.avatars.set("png", png.subarray(0, 12));
  expect(await avatar("10")).toBeNull();
});

test("a picture that could not be fetched is tried again", async () => {
  const { avatar, server } = await world();
  server.failure = new AppError("offline", "no network");
  await expect(avatar("10")).rejects.toMatchObject({ code: "offline" });
  server.failure = null;
  expect(await avatar("10")).toMatch(/^data:image\/png/);
});

test.each([
  ["\x89PNG\r\n\x1a\nrest", "image/png"],
  ["\xff\xd8\xff\xe0rest", "image/jpeg"],
  ["GIF89arest", "image/gif"],
  ["RIFF\x00\x00\x00\x00WEBPrest", "image/webp"],
  ["RIFF\x00\x00\x00\x00WAVErest", null],
  ["<svg xmlns='http://www.w3.org/2000/svg'/>", null],
  ["", null],
])("%j is %s", (bytes, type) => {
  expect(pictureType(Buffer.from(bytes, "latin1"))).toBe(type);
});
