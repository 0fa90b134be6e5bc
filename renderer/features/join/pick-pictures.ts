import { pickPictureFiles } from "../../pick-picture-files.ts";
import { type Brought, maxPictures, namedPicture } from "./incoming-files.ts";

/** Asked for on a click. As a drop brings them: each is read when its turn comes, in the reader's worker. */
export async function pickPictures(): Promise<Brought> {
  const files = await pickPictureFiles({ isMultiple: true });
  return {
    pictures: files.slice(0, maxPictures).map(namedPicture),
    skipped: Math.max(0, files.length - maxPictures),
  };
}
