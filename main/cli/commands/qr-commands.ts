import { resolve } from "node:path";
import { AppError, type ErrorCode, toAppError } from "../../../shared/errors.ts";
import { maxImageBytes } from "../../../shared/qr-reader/image-header.ts";
import type { CodeInFile } from "../../features/join/read-image-file.ts";
import type { Command, CommandInput } from "../command.ts";
import { imagesOf } from "../image-arguments.ts";
import { PartlyFailed } from "../partly-failed.ts";

/** What became of one image: its codes, or why it could not be read. */
interface ImageRead {
  readonly image: string;
  readonly codes?: readonly CodeInFile[];
  readonly error?: { readonly code: ErrorCode; readonly message: string };
}

/** How standard input is called as an argument. */
const standardInput = "-";

/** One after another: each may be a photo that takes hundreds of megabytes of memory. */
async function readAll(input: CommandInput): Promise<readonly ImageRead[]> {
  const read: ImageRead[] = [];
  for (const argument of input.arguments) {
    try {
      for (const image of await imagesOf(argument)) read.push(await readImage(image, input));
    } catch (cause) {
      read.push(failed(argument, cause));
    }
  }
  return read;
}

async function readImage(image: string, input: CommandInput): Promise<ImageRead> {
  // Loaded here: no other command needs the decoders.
  const { readCodesFromBytes, readCodesFromImage } = await import("../../features/join/read-image-file.ts");
  try {
    const isPiped = image === standardInput;
    const codes = isPiped
      ? await readCodesFromBytes(await input.stdinBytes(maxImageBytes))
      : await readCodesFromImage(resolve(image));
    return { image, codes };
  } catch (cause) {
    return failed(image, cause);
  }
}

function failed(image: string, cause: unknown): ImageRead {
  const { code, message } = toAppError(cause);
  return { image, error: { code, message } };
}

export const qrCommands: readonly Command[] = [
  {
    path: ["qr", "read"],
    summary:
      "Reads every QR code of images, of a folder's images, of the one on standard input (-): text, kind, corners. One that cannot be read does not stop the others. Opens and joins nothing.",
    options: {},
    argumentName: "IMAGE|FOLDER|-…",
    run: async (_session, input) => {
      if (input.arguments.length === 0) throw new AppError("invalid", "name at least one image");
      const read = await readAll(input);
      const failures = read.flatMap(({ image, error }) => (error ? [{ image, ...error }] : []));
      const [first] = failures;
      if (first === undefined) return read;
      const others = failures.length - 1;
      const more = others === 0 ? "" : ` (${others} more of ${read.length} images failed)`;
      throw new PartlyFailed(new AppError(first.code, `${first.image}: ${first.message}${more}`), read);
    },
  },
];
