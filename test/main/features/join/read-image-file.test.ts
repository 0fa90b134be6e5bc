import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { readCodesFromBytes, readCodesFromImage } from "../../../../main/features/join/read-image-file.ts";
import { toAppError } from "../../../../shared/errors.ts";
import { unreadableReasonOf } from "../../../../shared/qr-reader/unreadable-image.ts";
import { badPictures } from "../../../support/bad-pictures.ts";
import { codePicture, drawPicture, toPng } from "../../../support/qr-images.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const group = "https://weixin.qq.com/g/AwYAALLELoeKLg";

test("every code of a screenshot is answered with its kind and place, whatever the file is called", async () => {
  const screenshot = drawPicture({ width: 1080, height: 1600, isChat: true }, [
    { text: group, x: 100, y: 200, size: 300 },
    { text: "https://u.wechat.com/EJx", x: 560, y: 800, size: 90 },
  ]);
  const path = join(await tempFolder(), "photo.jpg");
  await writeFile(path, toPng(screenshot));
  const codes = await readCodesFromImage(path);
  expect(codes.map(({ kind }) => kind).sort()).toEqual(["wechat_group", "wechat_person"]);
  for (const { x, y } of codes.find(({ kind }) => kind === "wechat_group")?.corners ?? []) {
    expect(x).toBeGreaterThan(100);
    expect(x).toBeLessThan(400);
    expect(y).toBeGreaterThan(200);
    expect(y).toBeLessThan(500);
  }
});

test("a picture without a code gives an empty list", async () => {
  const chat = drawPicture({ width: 300, height: 300, isChat: true }, []);
  expect(await readCodesFromBytes(toPng(chat))).toEqual([]);
});

test("what is transparent counts as white", async () => {
  const { width, height, data } = codePicture(group);
  const black = data.slice();
  // Black everywhere; only the alpha tells the code from its ground.
  for (let at = 0; at < black.length; at += 4) black.set([0, 0, 0, data[at] === 0 ? 255 : 0], at);
  const raw = { raw: { width, height, channels: 4 } } as const;
  for (const file of [sharp(black, raw).png(), sharp(black, raw).webp({ lossless: true })])
    expect(await readCodesFromBytes(await file.toBuffer())).toMatchObject([{ text: group }]);
});

test("every bad file is refused with its reason", async () => {
  for (const [name, file, reason] of await badPictures()) {
    const error = await readCodesFromBytes(file).catch(toAppError);
    expect([name, Array.isArray(error) ? error : unreadableReasonOf(toAppError(error))]).toEqual([
      name,
      reason,
    ]);
  }
});

test("a HEIC photo is refused with words that say what to do", async () => {
  const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1");
  await expect(readCodesFromBytes(heic)).rejects.toThrow(/HEIC.*JPEG or PNG.*screenshot/);
});

test("a file that is not there is a file error", async () => {
  const path = join(await tempFolder(), "nothing.png");
  await expect(readCodesFromImage(path)).rejects.toMatchObject({ code: "file_error" });
});
