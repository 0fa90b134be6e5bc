import { beforeAll, expect, test } from "vitest";
import { zxingWasmBytes } from "../../../../main/features/join/zxing-wasm-file.ts";
import { codeModules, quietZone } from "../../../../renderer/features/group-code/code-modules.ts";
import { parseCode } from "../../../../shared/domain/qr-payload.ts";
import type { Pixels } from "../../../../shared/qr-reader/pixels.ts";
import { readCodes } from "../../../../shared/qr-reader/read-codes.ts";
import { startZxing } from "../../../../shared/qr-reader/zxing.ts";
import { demoGroupWorld } from "../moderation/demo-group-world.ts";

beforeAll(async () => startZxing({ bytes: await zxingWasmBytes() }));

/** The code on white, so many pixels to a square, optionally with a blot over its middle. */
function pixelsOf(text: string, scale: number, blot = 0): Pixels {
  const { size, isDark } = codeModules(text);
  const side = (size + 2 * quietZone) * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  const middle = size / 2;
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const [row, column] = [Math.floor(y / scale) - quietZone, Math.floor(x / scale) - quietZone];
      const isInside = row >= 0 && column >= 0 && row < size && column < size;
      const isBlotted = Math.hypot(row + 0.5 - middle, column + 0.5 - middle) < blot * size;
      if (isInside && !isBlotted && isDark(row, column))
        data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}

test("a group's code is what our own reader takes for a way into that group", async () => {
  const { groupCode, accountId, demo, backend } = await demoGroupWorld();
  const groupId = demo.groups.owned;
  const { text, createdAt, expiresAt } = await groupCode.code(accountId, groupId);
  expect(JSON.parse(text)).toEqual({
    source: "app",
    action: "group",
    info: { group_id: groupId, info: expect.stringMatching(/./) },
  });
  expect((expiresAt ?? 0) - (createdAt ?? 0)).toBe(7 * 24 * 3_600_000);
  for (const pixels of [pixelsOf(text, 3), pixelsOf(text, 9), pixelsOf(text, 6, 0.12)]) {
    const [code] = await readCodes(pixels);
    expect(code?.text).toBe(text);
  }
  const parsed = parseCode(text);
  expect(parsed).toMatchObject({ kind: "lanying_group", groupId });
  expect((await backend.join.join(parsed, demo.userId)).outcome).toBe("already_member");
});

test("an id past 2^53 stays itself in the code", async () => {
  const { groupCode, accountId, demo } = await demoGroupWorld();
  const { text } = await groupCode.code(accountId, demo.groups.beyondSafeInteger);
  expect(parseCode(text).groupId).toBe(demo.groups.beyondSafeInteger);
});

test("where members may not invite, and to strangers, the server gives none", async () => {
  const { groupCode, accountId, demo } = await demoGroupWorld();
  const { member, mutedForAll, joinClosed } = demo.groups;
  expect((await groupCode.code(accountId, member)).text).toContain(member);
  const refusal = (code: string) => ({ code: "refused", server: { code } });
  await expect(groupCode.code(accountId, mutedForAll)).rejects.toMatchObject(refusal("20012"));
  await expect(groupCode.code(accountId, joinClosed)).rejects.toMatchObject(refusal("20011"));
});

test("a text too long for the strongest correction still becomes a code", async () => {
  const text = "x".repeat(2000);
  expect((await readCodes(pixelsOf(text, 4)))[0]?.text).toBe(text);
  expect(() => codeModules("x".repeat(3000))).toThrow();
});
