const maxPictures = 200;

/** A picture the person brought, under a name to show. */
export interface NamedPicture {
  readonly name: string;
  readonly blob: Blob;
}

/** Files of a drop, folders opened one level at a time; only pictures out of folders, at most 200 in all. */
export async function droppedPictures(transfer: DataTransfer): Promise<readonly NamedPicture[]> {
  // The list is emptied as soon as the event is over, so everything is taken out of it first.
  const entries = [...transfer.items].map((item) => ({
    entry: item.webkitGetAsEntry(),
    file: item.getAsFile(),
  }));
  const found = await Promise.all(
    entries.map(async ({ entry, file }) =>
      isFolder(entry) ? (await filesIn(entry)).filter(looksLikePicture) : file === null ? [] : [file],
    ),
  );
  return found.flat().slice(0, maxPictures).map(named);
}

export function pastedPictures(transfer: DataTransfer, name: string): readonly NamedPicture[] {
  const pictures = [...transfer.files].filter(looksLikePicture);
  // Browsers call every pasted screenshot image.png.
  return pictures.map((file) => ({ name: /^image\.\w+$/.test(file.name) ? name : file.name, blob: file }));
}

/** True while something is dragged that may hold a picture; names and contents are not known before the drop. */
export function mayHoldPictures(transfer: DataTransfer | null): boolean {
  const items = [...(transfer?.items ?? [])].filter((item) => item.kind === "file");
  return items.some((item) => item.type === "" || item.type.startsWith("image/"));
}

function named(file: File): NamedPicture {
  return { name: file.name, blob: file };
}

function looksLikePicture(file: File): boolean {
  return file.type.startsWith("image/") || /\.(?:heic|heif|avif)$/i.test(file.name);
}

function isFolder(entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry {
  return entry?.isDirectory === true;
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<readonly File[]> {
  const reader = folder.createReader();
  const files: File[] = [];
  // Each read gives some of the entries, the last one none.
  for (;;) {
    const entries = await new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0 || files.length >= maxPictures) return files;
    for (const entry of entries) {
      if (isFolder(entry)) files.push(...(await filesIn(entry)));
      else
        files.push(
          await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
        );
    }
  }
}
