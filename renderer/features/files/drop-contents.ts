/** True while files are dragged; text and links are not ours to take. */
export function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes("Files") ?? false;
}

/** Types are known during a drag, names are not; some systems tell neither. */
export function mayHoldPictures(transfer: DataTransfer | null): boolean {
  const items = [...(transfer?.items ?? [])].filter(({ kind }) => kind === "file");
  return items.length === 0 || items.some(({ type }) => type === "" || type.startsWith("image/"));
}
