const kinds = {
  image: "avif bmp gif heic heif jpeg jpg png psd svg tif tiff webp",
  video: "avi flv m4v mkv mov mp4 mpeg mpg webm wmv",
  audio: "aac amr flac m4a mp3 ogg opus wav wma",
  archive: "7z bz2 gz rar tar tgz xz zip zst",
  document: "doc docx epub md odt pages pdf rtf txt",
  table: "csv numbers ods tsv xls xlsx",
  slides: "key odp ppt pptx",
} as const;

export type FileKind = keyof typeof kinds | "other";

const byExtension = new Map(
  Object.entries(kinds).flatMap(([kind, extensions]) =>
    extensions.split(" ").map((extension) => [extension, kind as FileKind] as const),
  ),
);

/** By the name alone; `label` is the extension as it is written on the icon, at most four letters. */
export function fileKind(name: string): { readonly kind: FileKind; readonly label: string } {
  const extension = /\.([\p{L}\p{N}]+)$/u.exec(name)?.[1]?.toLowerCase() ?? "";
  return { kind: byExtension.get(extension) ?? "other", label: extension.length <= 4 ? extension : "" };
}
