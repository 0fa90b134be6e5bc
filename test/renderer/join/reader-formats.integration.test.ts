import QRCode from "qrcode";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCodesFromBytes } from "../../../main/features/join/read-image-file.ts";
import { parseCode } from "../../../shared/domain/qr-payload.ts";
import type { Pixels } from "../../../shared/qr-reader/pixels.ts";
import { photoAround, pictureFiles, turnedJpeg } from "../../support/picture-files.ts";
import { codePicture, drawPicture, toPng } from "../../support/qr-images.ts";
import { type ReaderBrowser, startReaderBrowser } from "./reader-browser.ts";

const group = "https://weixin.qq.com/g/AwYAALLELoeKLg-qWAt";
const person = "https://u.wechat.com/EJxQ";
const qq = "https://qm.qq.com/q/aBcDe";
let reader: ReaderBrowser;

beforeAll(async () => {
  reader = await startReaderBrowser();
});
afterAll(() => reader?.stop());

interface Placed {
  readonly text: string;
  readonly kind: string;
  readonly corners: readonly { readonly x: number; readonly y: number }[];
}

const byPlace = (one: Placed, two: Placed) =>
  one.text.localeCompare(two.text) || (one.corners[0]?.y ?? 0) - (two.corners[0]?.y ?? 0);

/** Reads a file both ways, and expects the same codes at the same places. Answers them with the picture's size. */
async function readBothWays(file: Uint8Array, reach = 2) {
  const answer = await reader.read(file);
  const inWindow = (answer.codes ?? []).map(({ text, corners }) => ({
    text,
    kind: parseCode(text).kind,
    corners,
  }));
  const codes = [...(await readCodesFromBytes(file))].sort(byPlace);
  inWindow.sort(byPlace);
  const said = ({ text, kind }: Placed) => [text, kind];
  expect(inWindow.map(said)).toEqual(codes.map(said));
  for (const [index, { corners }] of codes.entries()) {
    for (const [at, { x, y }] of corners.entries()) {
      const other = inWindow[index]?.corners[at];
      expect(Math.abs(x - (other?.x ?? Number.NaN))).toBeLessThanOrEqual(reach);
      expect(Math.abs(y - (other?.y ?? Number.NaN))).toBeLessThanOrEqual(reach);
    }
  }
  return { codes, width: answer.width, height: answer.height };
}

/** Two codes, the smaller one in the lower right. */
const picture = drawPicture({ width: 641, height: 483, isChat: true }, [
  { text: group, x: 20, y: 30, size: 260 },
  { text: person, x: 420, y: 300, size: 150 },
]);

test("the window and the command line give the same answers for every format", async () => {
  for (const [name, file] of Object.entries(await pictureFiles(picture))) {
    // No two decoders mix the same colours out of CMYK.
    const { codes, width, height } = await readBothWays(file, name.includes("CMYK") ? 3 : 2);
    expect([name, codes.map(({ text }) => text)]).toEqual([name, [person, group]]);
    expect([name, width, height]).toEqual([name, 641, 483]);
  }
  for (const type of ["image/png", "image/jpeg", "image/webp"]) {
    const { codes } = await readBothWays(await reader.encode(toPng(picture), type));
    expect([type, codes.length]).toEqual([type, 2]);
  }
});

test("however the camera was held, the picture and its codes are upright", async () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const { codes, width, height } = await readBothWays(await turnedJpeg(picture, orientation));
    expect([orientation, width, height]).toEqual([orientation, 641, 483]);
    const [topLeft, , bottomRight] = codes.find(({ text }) => text === group)?.corners ?? [];
    // The quiet zone of four modules lies around the code.
    for (const [corner, x, y] of [
      [topLeft, 50, 60],
      [bottomRight, 250, 260],
    ] as const) {
      expect([orientation, Math.abs((corner?.x ?? 0) - x) < 16]).toEqual([orientation, true]);
      expect([orientation, Math.abs((corner?.y ?? 0) - y) < 16]).toEqual([orientation, true]);
    }
  }
});

test("screenshots give the same codes both ways: 4K, dark, small, light on dark", async () => {
  const screenshots: readonly Pixels[] = [
    drawPicture({ width: 3840, height: 2160, isChat: true }, [
      { text: group, x: 300, y: 200, size: 320 },
      { text: person, x: 2600, y: 1500, size: 120 },
      { text: qq, x: 1700, y: 900, size: 260, degrees: 12 },
    ]),
    drawPicture({ width: 1080, height: 1920, isChat: true, isDark: true }, [
      { text: group, x: 100, y: 300, size: 90 },
      { text: qq, x: 560, y: 1200, size: 260, isInverted: true },
    ]),
  ];
  for (const [index, shot] of screenshots.entries()) {
    const { codes } = await readBothWays(toPng(shot));
    expect(codes.map(({ text }) => text)).toEqual(index === 0 ? [qq, person, group] : [qq, group]);
  }
});

test("a photo of 60 million pixels is read at a smaller size, its code in place and upright", async () => {
  const place = { left: 6000, top: 1000, width: 9000, height: 6700 };
  const photo = await photoAround(codePicture(group, 900), place, 6);
  const { codes, width, height } = await readBothWays(photo);
  expect({ width, height }).toEqual({ width: 6700, height: 9000 });
  expect(codes.map(({ text }) => text)).toEqual([group]);
  for (const { x, y } of codes[0]?.corners ?? []) {
    // Turned a quarter right, what lay at (x, y) lies at (6700 - y, x).
    expect(x).toBeGreaterThan(6700 - 1900);
    expect(x).toBeLessThan(6700 - 1000);
    expect(y).toBeGreaterThan(6000);
    expect(y).toBeLessThan(6900);
  }
});

test("a drawing is read at a size that suits it, whatever units it has", async () => {
  const drawing = (size: string) =>
    QRCode.toString(group, { type: "svg" }).then((text) =>
      Buffer.from(text.replace("<svg ", `<svg ${size} `)),
    );
  for (const size of [
    "",
    'width="33" height="33"',
    'width="40mm" height="40mm"',
    'width="2000" height="2000"',
  ]) {
    const { codes, width } = await readBothWays(await drawing(size));
    expect([size, codes.map(({ text }) => text)]).toEqual([size, [group]]);
    expect([size, width]).toEqual([size, size.includes("2000") ? 2000 : 1200]);
  }
});

test("a drawing loads nothing from outside", async () => {
  const code = await QRCode.toDataURL(group);
  const elsewhere = `${await reader.page.evaluate("location.origin")}/elsewhere.png`;
  const svg = (inner: string) =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${inner}</svg>`);
  expect((await readBothWays(svg(`<image href="${elsewhere}" width="100" height="100"/>`))).codes).toEqual(
    [],
  );
  expect((await readBothWays(svg(`<image href="file:///etc/passwd" width="9" height="9"/>`))).codes).toEqual(
    [],
  );
  expect((await readBothWays(svg(`<image href="${code}" width="100" height="100"/>`))).codes).toHaveLength(1);
  expect(reader.asked.filter((path) => path.includes("elsewhere"))).toEqual([]);
  expect(reader.foreign).toEqual([]);
});
