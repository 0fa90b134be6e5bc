import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { toAppError } from "../../../../shared/errors.ts";
import { readCodes } from "../../../../shared/qr-reader/read-codes.ts";
import { unreadableReasonOf } from "../../../../shared/qr-reader/unreadable-image.ts";
import { startZxing } from "../../../../shared/qr-reader/zxing.ts";
import { decodePicture } from "./decode-picture.ts";
import type { ReadReply, ReadRequest } from "./reader-protocol.ts";

// The worker's side of reader-client.ts: one picture after another, away from the page's thread.

const started = startZxing({ url: new URL(wasmUrl, import.meta.url).href });
// Answered with the first picture; until then nobody listens.
started.catch(() => undefined);

self.addEventListener("message", (event: MessageEvent<ReadRequest>) => void answer(event.data));

async function answer({ id, picture }: ReadRequest): Promise<void> {
  const reply = (message: ReadReply) => self.postMessage(message);
  try {
    const [pixels] = await Promise.all([decodePicture(picture), started]);
    const { width, height } = pixels;
    const codes = await readCodes(pixels, {
      onFound: (found) => reply({ id, type: "found", codes: found, width, height }),
    });
    reply({ id, type: "done", codes, width, height });
  } catch (cause) {
    const error = toAppError(cause);
    reply({ id, type: "failed", reason: unreadableReasonOf(error), message: error.message });
  }
}
