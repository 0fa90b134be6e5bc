import type { ErrorCode } from "../../../../shared/errors.ts";
import type { FoundCode } from "../../../../shared/qr-reader/read-codes.ts";
import type { UnreadableReason } from "../../../../shared/qr-reader/unreadable-image.ts";

/** A file as it is, or a picture that only a page can decode (SVG) already decoded. */
export interface ReadRequest {
  readonly id: number;
  readonly picture: Blob | ImageBitmap;
  readonly hasThumbnail: boolean;
}

/** The codes of a picture and the size of the picture their corners refer to, upright as a person sees it. */
export interface PictureCodes {
  readonly codes: readonly FoundCode[];
  readonly width: number;
  readonly height: number;
}

export interface ReadPicture extends PictureCodes {
  /** A small copy for showing; null where none was asked for or none could be made. */
  readonly thumbnail: Blob | null;
}

/** Any number of `found`, each with all codes so far, then one `done` or `failed`. */
export type ReadReply =
  | ({ readonly id: number; readonly type: "found" } & PictureCodes)
  | ({ readonly id: number; readonly type: "done" } & ReadPicture)
  | {
      readonly id: number;
      readonly type: "failed";
      readonly code: ErrorCode;
      /** Only of "unreadable_image". */
      readonly reason: UnreadableReason | null;
      readonly message: string;
    };
