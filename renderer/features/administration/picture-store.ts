import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { maxImageBytes } from "../../../shared/qr-reader/image-header.ts";
import { unreadableImage } from "../../../shared/qr-reader/unreadable-image.ts";
import { pickPictureFiles } from "../../pick-picture-files.ts";
import { type Crop, firstCrop, movedCrop, zoomedCrop } from "./crop-geometry.ts";

export interface PictureStore {
  readonly picture: ImageBitmap | null;
  readonly crop: Crop | null;
  readonly isReading: boolean;
  readonly readError: AppError | null;
  /** Asks for a file and reads it; nothing changes when the person cancels. */
  pick(): Promise<void>;
  move(right: number, down: number): void;
  zoom(to: number): void;
  clear(): void;
}

/** The picture being cut to a square, before anybody else sees it. */
export function createPictureStore(pickFiles = pickPictureFiles, decode = decodePicture) {
  let asked = 0;
  return create<PictureStore>()((set, get) => ({
    picture: null,
    crop: null,
    isReading: false,
    readError: null,
    async pick() {
      asked += 1;
      const mine = asked;
      set({ readError: null });
      try {
        const [file] = await pickFiles({ isMultiple: false });
        if (file === undefined || mine !== asked) return;
        set({ isReading: true });
        const picture = await decode(file);
        if (mine === asked) set({ picture, crop: firstCrop(picture) });
      } catch (cause) {
        if (mine === asked) set({ readError: toAppError(cause) });
      } finally {
        if (mine === asked) set({ isReading: false });
      }
    },
    move(right, down) {
      const { picture, crop } = get();
      if (picture && crop) set({ crop: movedCrop(picture, crop, right, down) });
    },
    zoom(to) {
      const { picture, crop } = get();
      if (picture && crop) set({ crop: zoomedCrop(picture, crop, to) });
    },
    clear() {
      asked += 1;
      set({ picture: null, crop: null, isReading: false, readError: null });
    },
  }));
}

async function decodePicture(file: File): Promise<ImageBitmap> {
  if (file.size > maxImageBytes) throw unreadableImage("too_large");
  return createImageBitmap(file).catch(() => {
    // The browser gives no reason.
    throw unreadableImage("broken");
  });
}

export const usePictureStore = createPictureStore();
