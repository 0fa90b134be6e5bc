/** A picture the person brought, under a name to show. Its bytes are fetched when its turn comes. */
export interface NamedPicture {
  readonly name: string;
  readonly load: () => Promise<Blob>;
}

export interface Brought {
  readonly pictures: readonly NamedPicture[];
  /** Files left out: no pictures, or more than are read at once. */
  readonly skipped: number;
}

export const maxPictures = 500;
/** A folder of a whole disk is not walked to its end. */
const maxEntries = 20_000;
const pictureName = /\.(?:png|apng|jpe?g|jfif|gif|bmp|webp|avif|heic|heif|svg)$/i;

/** Files of a drop as they are, and out of folders, however deep, the pictures. */
export async function droppedPictures(transfer: DataTransfer): Promise<Brought> {
  // The list is emptied as soon as the event is over, so everything is taken out of it first. Whether something is a
  // folder the browser asks the disk while the page waits; what is called a picture is taken for one.
  const dropped = [...transfer.items].map((item) => ({
    entry: item.type.startsWith("image/") ? null : item.webkitGetAsEntry(),
    file: item.getAsFile(),
  }));
  const pictures: NamedPicture[] = [];
  let skipped = 0;
  const take = (picture: NamedPicture) => {
    if (pictures.length < maxPictures) pictures.push(picture);
    else skipped += 1;
  };
  for (const { entry, file } of dropped) {
    if (isFolder(entry)) {
      for await (const found of filesIn(entry)) {
        if (pictureName.test(found.name)) take({ name: found.name, load: () => fileOf(found) });
        else skipped += 1;
      }
    } else if (file !== null) take(namedPicture(file));
  }
  return { pictures, skipped };
}

export function pastedPictures(transfer: DataTransfer, name: string): readonly NamedPicture[] {
  const pictures = [...transfer.files].filter(
    (file) => file.type.startsWith("image/") || pictureName.test(file.name),
  );
  // Browsers call every pasted screenshot image.png.
  return pictures.map((file) => ({
    ...namedPicture(file),
    name: /^image\.\w+$/.test(file.name) ? name : file.name,
  }));
}

/** True while something is dragged that may hold a picture; names and contents are not known before the drop. */
export function mayHoldPictures(transfer: DataTransfer | null): boolean {
  const items = [...(transfer?.items ?? [])].filter((item) => item.kind === "file");
  return items.some((item) => item.type === "" || item.type.startsWith("image/"));
}

export function namedPicture(file: File): NamedPicture {
  return { name: file.name, load: async () => file };
}

function isFolder(entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry {
  return entry?.isDirectory === true;
}

async function* filesIn(root: FileSystemDirectoryEntry): AsyncGenerator<FileSystemFileEntry> {
  const folders = [root];
  let seen = 0;
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    for (const entry of await entriesOf(folder)) {
      seen += 1;
      if (seen > maxEntries) return;
      if (isFolder(entry)) folders.push(entry);
      else yield entry as FileSystemFileEntry;
    }
  }
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // Each read gives some of the entries, the last one none.
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0 || all.length > maxEntries) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
