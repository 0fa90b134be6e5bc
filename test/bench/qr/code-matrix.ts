import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import encodeQr from "qr";
import QRCode, { type QRCodeSegment } from "qrcode";
import { prepareZXingModule, writeBarcode } from "zxing-wasm/writer";
import { legacyBytes } from "../../support/legacy-text.ts";
import type { Seeded } from "./seeded.ts";

/** The modules of a code without its quiet zone; true is dark. */
export interface Matrix {
  readonly text: string;
  readonly size: number;
  readonly dark: readonly boolean[];
}

export type Level = "L" | "M" | "Q" | "H";
export type Maker = "qrcode" | "qr" | "zxing";

export async function matrixOf(text: string, level: Level, maker: Maker = "qrcode"): Promise<Matrix> {
  if (maker === "qr") {
    const ecc = ({ L: "low", M: "medium", Q: "quartile", H: "high" } as const)[level];
    const rows = encodeQr(text, "raw", { ecc, border: 1 }).slice(1, -1);
    return { text, size: rows.length, dark: rows.flatMap((row) => row.slice(1, -1)) };
  }
  if (maker === "zxing") {
    await startWriter();
    const { symbol } = await writeBarcode(text, { format: "QRCode", ecLevel: level });
    return { text, size: symbol.width, dark: Array.from(symbol.data, (value) => value === 0) };
  }
  return fromSegments(text, text, level);
}

/** A code whose bytes are in an older encoding without saying so, as old programs make them. */
export function legacyMatrix(text: string, encoding: "gbk" | "shift_jis"): Matrix {
  const data = legacyBytes(text, encoding);
  if (data === null) throw new Error(`${encoding} cannot say ${text}`);
  return fromSegments(text, [{ data, mode: "byte" }], "M");
}

function fromSegments(text: string, content: string | QRCodeSegment[], errorCorrectionLevel: Level): Matrix {
  const { modules } = QRCode.create(content, { errorCorrectionLevel });
  return { text, size: modules.size, dark: Array.from(modules.data, (value) => value === 1) };
}

let writer: Promise<unknown> | undefined;

/** From its own package: it would fetch the engine from the network otherwise. */
function startWriter(): Promise<unknown> {
  const file = fileURLToPath(import.meta.resolve("zxing-wasm/writer/zxing_writer.wasm"));
  writer ??= readFile(file).then((bytes) =>
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(bytes).buffer }, fireImmediately: true }),
  );
  return writer;
}

const hosts = [
  "https://weixin.qq.com/g/Aw",
  "https://qm.qq.com/q/",
  "https://u.wechat.com/",
  "http://c.tb.cn/",
] as const;

/** A text such as group codes carry; no two alike. */
export function groupText(random: Seeded, length = random.whole(8, 44)): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const tail = Array.from({ length }, () => letters[random.whole(0, 63)]).join("");
  return random.pick(hosts) + tail;
}
