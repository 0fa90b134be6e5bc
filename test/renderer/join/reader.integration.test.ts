import QRCode from "qrcode";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contentSecurityPolicy } from "../../../main/shell/content-security-policy.ts";
import { coveredMark } from "../../bench/qr/damaged-codes.ts";
import { badPictures } from "../../support/bad-pictures.ts";
import { pictureFiles, turnedJpeg } from "../../support/picture-files.ts";
import { codePicture, drawPicture, toPng } from "../../support/qr-images.ts";
import { type ReaderBrowser, startReaderBrowser } from "./reader-browser.ts";

const group = "https://weixin.qq.com/g/AwYAALLELoeKLg-qWAt";
const upright = toPng(codePicture(group));
let reader: ReaderBrowser;

beforeAll(async () => {
  reader = await startReaderBrowser();
});
afterAll(() => reader?.stop());

test("the worker reads every code of a screenshot, its wasm from our own files only", async () => {
  const image = drawPicture({ width: 1080, height: 1600, isChat: true, isDark: true }, [
    { text: group, x: 100, y: 200, size: 300 },
    { text: "https://u.wechat.com/EJx", x: 560, y: 800, size: 90 },
    { text: "https://qm.qq.com/q/a", x: 600, y: 1200, size: 260, isInverted: true },
  ]);
  const answer = await reader.read(toPng(image));
  expect(answer).toMatchObject({ width: 1080, height: 1600 });
  expect(answer.codes?.map(({ text }) => text).sort()).toEqual(
    [group, "https://qm.qq.com/q/a", "https://u.wechat.com/EJx"].sort(),
  );
  expect(reader.foreign).toEqual([]);
  expect(reader.asked.filter((path) => path.endsWith(".wasm"))).toHaveLength(1);
});

test("the engine for the hardest pictures is loaded when one comes, from our own files too", async () => {
  const { image, texts } = await coveredMark();
  const { codes } = await reader.read(toPng(image));
  expect(codes?.map(({ text }) => text)).toEqual(texts);
  expect(reader.asked.filter((path) => /zbar[^/]*\.wasm$/.test(path))).toHaveLength(1);
  expect(reader.foreign).toEqual([]);
});

test("of all that could run code, the page's policy allows wasm only", () => {
  const scripts = contentSecurityPolicy.split(";").find((part) => part.trim().startsWith("script-src"));
  expect(scripts?.trim()).toBe("script-src 'self' 'wasm-unsafe-eval'");
});

test("the page's own thread decodes nothing and is told codes, not pixels", async () => {
  await reader.page.evaluate(`{
    self.done = [];
    for (const name of ["createImageBitmap", "ImageDecoder", "OffscreenCanvas", "ImageData"]) {
      const note = (how) => (...args) => (done.push(name), how(...args));
      self[name] = new Proxy(self[name], { apply: note(Reflect.apply), construct: note(Reflect.construct) });
    }
    const decode = Image.prototype.decode;
    Image.prototype.decode = function () { done.push("Image"); return decode.call(this); };
    const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data");
    Object.defineProperty(MessageEvent.prototype, "data", {
      get() {
        const data = get.call(this);
        if (JSON.stringify(data).length > 10000) done.push("a large answer");
        return data;
      },
    });
  }`);
  for (const [format, file] of Object.entries(await pictureFiles(codePicture(group, 600)))) {
    const { codes } = await reader.read(file);
    expect([format, codes?.length]).toEqual([format, 1]);
  }
  expect(await reader.page.evaluate("done")).toEqual([]);
  // Only a drawing needs the page: no worker can draw it.
  const svg = await QRCode.toString(group, { type: "svg" });
  expect(await reader.read(Buffer.from(svg))).toMatchObject({ codes: [{ text: group }] });
  expect(await reader.page.evaluate("done")).toEqual(["Image", "OffscreenCanvas"]);
});

test("a small copy comes from the same pixels: upright, on white, a drawing's too", async () => {
  const [red, green, blue, none] = [
    [255, 0, 0, 255],
    [0, 255, 0, 255],
    [0, 0, 255, 255],
    [0, 0, 0, 0],
  ] as const;
  const quarters = { width: 1600, height: 800, data: new Uint8ClampedArray(1600 * 800 * 4) };
  for (let at = 0; at < 1600 * 800; at++) {
    const isLeft = at % 1600 < 800;
    quarters.data.set(at < 1600 * 400 ? (isLeft ? red : green) : isLeft ? blue : none, at * 4);
  }
  const near = (colours: readonly (readonly number[])[] = []) =>
    colours.map((colour) => colour.map((part) => Math.round(part / 85) * 85));
  const white = [255, 255, 255];
  const shown = [...[red, green, blue].map((colour) => colour.slice(0, 3)), white];
  const ofPng = await reader.thumbnail(toPng(quarters));
  expect(ofPng).toMatchObject({ type: "image/jpeg", width: 640, height: 320 });
  expect(near(ofPng?.colours)).toEqual(shown);

  for (let at = 0; at < 1600 * 800; at++)
    if (quarters.data[at * 4 + 3] === 0) quarters.data.fill(255, at * 4, at * 4 + 4);
  const ofTurned = await reader.thumbnail(await turnedJpeg(quarters, 6));
  expect(ofTurned).toMatchObject({ width: 640, height: 320 });
  expect(near(ofTurned?.colours)).toEqual(shown);

  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><path d="M0 0h100v50H0z" fill="red"/></svg>';
  const ofDrawing = await reader.thumbnail(Buffer.from(drawing));
  expect(ofDrawing).toMatchObject({ width: 640, height: 320 });
  expect(near(ofDrawing?.colours)).toEqual([shown[0], white, white, white]);
});

test("every bad file is refused with its reason, and the reader goes on", async () => {
  for (const [name, file, reason] of await badPictures()) {
    expect([name, await reader.read(file)]).toEqual([
      name,
      { error: "unreadable_image", reason, message: expect.any(String) },
    ]);
    const next = await reader.read(upright);
    expect([name, next.codes?.map(({ text }) => text)]).toEqual([name, [group]]);
  }
});

test("where wasm cannot start, the second engine still reads and nobody is alarmed", async () => {
  const broken = await startReaderBrowser({ wasm: Buffer.from("no wasm") });
  try {
    expect(await broken.read(upright)).toMatchObject({ codes: [{ text: group }] });
    const none = toPng(drawPicture({ width: 300, height: 300, isChat: true }, []));
    expect(await broken.read(none)).toMatchObject({ codes: [] });
  } finally {
    await broken.stop();
  }
});
