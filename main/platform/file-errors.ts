import { AppError } from "../../shared/errors.ts";

/** What the file system refused, in our codes. `doing` completes "could not …" and never names a path. */
export function fileError(cause: unknown, doing: string): AppError {
  if (cause instanceof AppError) return cause;
  const code = systemCode(cause);
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG") {
    return new AppError("disk_full", `could not ${doing}: no space left`, { cause });
  }
  if (code === "EBUSY") {
    return new AppError("file_in_use", `could not ${doing}: another program is using it`, { cause });
  }
  return new AppError("file_error", `could not ${doing}: ${reasons[code] ?? code}`, { cause });
}

/** The `code` of a Node system error, or "unknown". */
export function systemCode(cause: unknown): string {
  if (cause instanceof Error && "code" in cause && typeof cause.code === "string") return cause.code;
  return "unknown";
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "it is not there any more",
  EACCES: "not allowed",
  EPERM: "not allowed",
  EROFS: "the disk is read-only",
  EEXIST: "something else of that name is in the way",
  EISDIR: "it is a folder",
  ENOTDIR: "the folder is not there any more",
  ENAMETOOLONG: "the name is too long",
};
