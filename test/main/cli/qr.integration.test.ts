import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codePicture, drawPicture, toPng } from "../../support/qr-images.ts";
import { type CliWorld, createCliWorld, documentOf } from "./cli-world.ts";

const corner = { x: expect.any(Number), y: expect.any(Number) };
const corners = [corner, corner, corner, corner];
const none = toPng(drawPicture({ width: 400, height: 400, isChat: true }, []));
let world: CliWorld;

beforeAll(async () => {
  world = await createCliWorld();
});
afterAll(() => world?.stop());

test("every code of several images is told with its text, kind and corners", async () => {
  const { document, file, demo } = world;
  const { openGroup, wechatGroup } = demo.codes;
  const both = drawPicture({ width: 900, height: 500 }, [
    { text: openGroup, x: 20, y: 40, size: 400 },
    { text: wechatGroup, x: 480, y: 40, size: 380 },
  ]);
  file("both.png", toPng(both));
  // Named wrongly, as messengers do.
  file(
    "photo.png",
    await sharp(toPng(codePicture(wechatGroup)))
      .webp()
      .toBuffer(),
  );
  file("none.png", none);
  const read = await document(["qr", "read", "both.png", "none.png", "photo.png"], { secret: null });
  expect(read).toEqual({
    ok: true,
    value: [
      { image: "both.png", codes: [expect.anything(), expect.anything()] },
      { image: "none.png", codes: [] },
      { image: "photo.png", codes: [{ text: wechatGroup, kind: "wechat_group", corners }] },
    ],
  });
  const [{ codes }] = read.value as [{ codes: unknown[] }];
  expect(codes).toContainEqual({ text: openGroup, kind: "lanying_group", corners });
  expect(codes).toContainEqual({ text: wechatGroup, kind: "wechat_group", corners });
});

test("one that cannot be read stops no other, and makes the command fail", async () => {
  const { document, file, demo } = world;
  file("good.png", toPng(codePicture(demo.codes.wechatGroup)));
  file("text.png", "not a picture");
  file("camera.heic", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"));
  const [one, several] = await Promise.all([
    document(["qr", "read", "text.png"]),
    document(["qr", "read", "camera.heic", "good.png", "missing.png", "text.png"]),
  ]);
  expect(one).toEqual({
    ok: false,
    code: "unreadable_image",
    message: "text.png: the file is not a picture",
    value: [{ image: "text.png", error: { code: "unreadable_image", message: "the file is not a picture" } }],
  });
  expect(several).toMatchObject({
    ok: false,
    code: "unreadable_image",
    message: expect.stringMatching(/^camera\.heic: .*HEIC.*JPEG.*\(2 more of 4 images failed\)$/),
    value: [
      { image: "camera.heic", error: { code: "unreadable_image" } },
      { image: "good.png", codes: [{ text: demo.codes.wechatGroup }] },
      { image: "missing.png", error: { code: "file_error" } },
      { image: "text.png", error: { code: "unreadable_image" } },
    ],
  });
});

test("a folder stands for its images, in the order of their names", async () => {
  const { document, file, folder } = world;
  for (const name of ["chats", "chats/older", "chats/empty"]) mkdirSync(resolve(folder, name));
  for (const name of ["2.png", "10.png", "notes.txt", ".2.png", "older/1.PNG"]) file(`chats/${name}`, none);
  const [all, empty] = await Promise.all([
    document(["qr", "read", "chats"]),
    document(["qr", "read", "chats/empty"]),
  ]);
  const images = ["2.png", "10.png", join("older", "1.PNG")].map((name) => join("chats", name));
  expect(all).toEqual({ ok: true, value: images.map((image) => ({ image, codes: [] })) });
  expect(empty).toMatchObject({ ok: false, code: "not_found", value: [{ image: "chats/empty" }] });
});

test("one image comes by standard input", async () => {
  const { document, demo } = world;
  const stdin = toPng(codePicture(demo.codes.wechatGroup));
  const [read, broken] = await Promise.all([
    document(["qr", "read", "-"], { stdin }),
    document(["qr", "read", "-"], { stdin: stdin.subarray(0, 300) }),
  ]);
  const codes = [{ text: demo.codes.wechatGroup, kind: "wechat_group", corners }];
  expect(read).toEqual({ ok: true, value: [{ image: "-", codes }] });
  expect(broken).toMatchObject({ ok: false, code: "unreadable_image" });
});

test("paths are the caller's when npm runs the command", async () => {
  const { run, file, folder } = world;
  file("here.png", none);
  const ended = await run(["qr", "read", "here.png"], {
    script: "scripts/cli.ts",
    cwd: resolve(import.meta.dirname, "../../.."),
    env: { INIT_CWD: folder },
  });
  expect(documentOf(ended)).toEqual({ ok: true, value: [{ image: "here.png", codes: [] }] });
});
