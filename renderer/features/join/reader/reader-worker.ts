import zbarUrl from "@undecaf/zbar-wasm/dist/zbar.wasm?url";
import zxingUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { toAppError } from "../../../../shared/errors.ts";
import { placedInPicture } from "../../../../shared/qr-reader/decoded-picture.ts";
import { type FoundCode, readCodes } from "../../../../shared/qr-reader/read-codes.ts";
import { unreadableReasonOf } from "../../../../shared/qr-reader/unreadable-image.ts";
import { placeZbar } from "../../../../shared/qr-reader/zbar.ts";
import { startZxing } from "../../../../shared/qr-reader/zxing.ts";
import { decodePicture } from "./decode-picture.ts";
import type { ReadReply, ReadRequest } from "./reader-protocol.ts";
import { smallCopy } from "./small-copy.ts";

// The worker's side of reader-client.ts: one picture after another, away from the page's thread.

const placeOf = (asset: string) => new URL(asset, import.meta.url).href;
placeZbar(placeOf(zbarUrl));
// Where wasm cannot start, the engines without it read alone: slower, and only one code of a picture.
const started = startZxing({ url: placeOf(zxingUrl) }).catch(() => undefined);

self.addEventListener("message", (event: MessageEvent<ReadRequest>) => void answer(event.data));

async function answer({ id, picture, hasThumbnail }: ReadRequest): Promise<void> {
  const reply = (message: ReadReply) => self.postMessage(message);
  try {
    const [decoded] = await Promise.all([decodePicture(picture), started]);
    const found = (codes: readonly FoundCode[]) => ({
      codes: placedInPicture(codes, decoded),
      ...decoded.size,
    });
    let thumbnail: Promise<Blob | null> | null = null;
    // Begun when there is something to show, so that it is encoded while dearer ways of looking still run.
    const makeThumbnail = () => {
      if (hasThumbnail) thumbnail ??= smallCopy(decoded.pixels).catch(() => null);
      return thumbnail;
    };
    const codes = await readCodes(decoded.pixels, {
      onFound(codes) {
        reply({ id, type: "found", ...found(codes) });
        void makeThumbnail();
      },
    });
    reply({ id, type: "done", ...found(codes), thumbnail: await makeThumbnail() });
  } catch (cause) {
    const error = toAppError(cause);
    const { code, message } = error;
    reply({ id, type: "failed", code, message, reason: unreadableReasonOf(error) });
  }
}
