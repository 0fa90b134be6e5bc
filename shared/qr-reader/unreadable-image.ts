import { AppError } from "../errors.ts";

export const unreadableReasons = ["empty", "broken", "no_image", "heic", "too_large", "unsupported"] as const;
/** Why a picture cannot be read, so that the person can be told what helps. */
export type UnreadableReason = (typeof unreadableReasons)[number];

const words: Readonly<Record<UnreadableReason, string>> = {
  empty: "the picture is empty",
  broken: "the picture is damaged or incomplete",
  no_image: "the file is not a picture",
  heic: "HEIC pictures cannot be read here: save it as JPEG or PNG, or take a screenshot of it",
  too_large: "the picture is too large",
  unsupported: "this kind of picture cannot be read here: save it as PNG or JPEG, or take a screenshot of it",
};

/** AppError("unreadable_image") whose reason {@link unreadableReasonOf} gives back. */
export function unreadableImage(reason: UnreadableReason): AppError {
  return new AppError("unreadable_image", words[reason], { cause: reason });
}

export function unreadableReasonOf(error: AppError): UnreadableReason | null {
  return (
    unreadableReasons.find((reason) => error.code === "unreadable_image" && reason === error.cause) ?? null
  );
}
