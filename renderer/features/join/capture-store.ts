import { create } from "zustand";
import { type AppBridge, bridge } from "../../bridge.ts";
import { firstFrame } from "./first-frame.ts";

export type CaptureProblem = "refused" | "none" | "busy" | "failed";

export interface CaptureStore {
  readonly view: "none" | "camera" | "region";
  /** The picture of the screen in which a part can be marked. */
  readonly still: ImageBitmap | null;
  readonly problem: { readonly what: "camera" | "screen"; readonly why: CaptureProblem } | null;
  /** On a click: takes one picture of a screen or window, and shows it for marking a part. */
  takeScreen(): Promise<void>;
  openCamera(): void;
  /** Asks for the camera, with this one where several are; null where there is none to be had, and why is said. */
  startCamera(deviceId: string | null): Promise<MediaStream | null>;
  close(): void;
  dismissProblem(): void;
}

type Media = Pick<MediaDevices, "getUserMedia" | "getDisplayMedia">;

interface Deps {
  readonly bridge: AppBridge;
  readonly media?: () => Media;
  readonly still?: (stream: MediaStream) => Promise<ImageBitmap>;
}

/** What a browser calls it when there is no picture. */
const reasons: Readonly<Record<string, CaptureProblem>> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** Pictures from the screen and the camera. Permission is asked for at each click, and every track is stopped. */
export function createCaptureStore({
  bridge,
  media = () => navigator.mediaDevices,
  still = firstFrame,
}: Deps) {
  return create<CaptureStore>()((set, get) => {
    const fail = (what: "camera" | "screen", cause: unknown) => {
      const why = (cause instanceof DOMException ? reasons[cause.name] : undefined) ?? "failed";
      set({ problem: { what, why } });
    };
    const giveBack = () => {
      // The permission ends by itself too, so a failure is only said.
      bridge.call("join.endCapture").catch((cause: unknown) => fail("screen", cause));
    };

    return {
      view: "none",
      still: null,
      problem: null,
      async takeScreen() {
        set({ problem: null });
        try {
          await bridge.call("join.allowCapture", { what: "screen" });
          const stream = await media().getDisplayMedia({ video: true, audio: false });
          try {
            get().still?.close();
            set({ still: await still(stream), view: "region" });
          } finally {
            stopTracks(stream);
          }
        } catch (cause) {
          fail("screen", cause);
        } finally {
          giveBack();
        }
      },
      openCamera: () => set({ view: "camera", problem: null }),
      async startCamera(deviceId) {
        set({ problem: null });
        try {
          await bridge.call("join.allowCapture", { what: "camera" });
          const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
          const choice =
            deviceId === null ? { facingMode: "environment" } : { deviceId: { exact: deviceId } };
          return await media().getUserMedia({ video: { ...size, ...choice }, audio: false });
        } catch (cause) {
          fail("camera", cause);
          return null;
        }
      },
      close() {
        if (get().view === "camera") giveBack();
        get().still?.close();
        set({ view: "none", still: null });
      },
      dismissProblem: () => set({ problem: null }),
    };
  });
}

export function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

export const useCaptureStore = createCaptureStore({ bridge });
