import { create } from "zustand";
import { AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
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
export function createPictureStore(bridge: AppBridge, decode = decodePicture) {
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
        const [file] = await bridge.call("shell.pickFiles", { purpose: "image" });
        if (file === undefined || mine !== asked) return;
        set({ isReading: true });
        const { base64 } = await bridge.call("shell.readImage", { handle: file.handle });
        const picture = await decode(base64);
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

async function decodePicture(base64: string): Promise<ImageBitmap> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  try {
    return await createImageBitmap(new Blob([bytes]));
  } catch (cause) {
    throw new AppError("unreadable_image", "the picture could not be decoded", { cause });
  }
}

export const usePictureStore = createPictureStore(bridge);
