import { expect, test } from "vitest";
import { createCaptureStore } from "../../../renderer/features/join/capture-store.ts";
import { AppError } from "../../../shared/errors.ts";
import { joinBridge } from "./join-world.ts";

interface World {
  readonly fails?: Error;
  readonly stillFails?: boolean;
  readonly allow?: () => unknown;
}

function world({ fails, stillFails = false, allow = () => undefined }: World = {}) {
  const log: string[] = [];
  const { bridge, calls } = joinBridge({ "join.allowCapture": allow });
  const stream = { getTracks: () => [{ stop: () => log.push("stopped") }] } as unknown as MediaStream;
  const open = (name: string) => async () => {
    log.push(`${name} after ${calls.at(-1)}`);
    if (fails) throw fails;
    return stream;
  };
  const picture = { close: () => log.push("picture freed") } as unknown as ImageBitmap;
  const store = createCaptureStore({
    bridge,
    media: () => ({ getUserMedia: open("camera"), getDisplayMedia: open("screen") }),
    still: async () => {
      if (stillFails) throw new DOMException("", "AbortError");
      return picture;
    },
  });
  return { store, log, calls, picture };
}

test("a picture of the screen is one frame: asked for, taken, every track stopped, the permission given back", async () => {
  const { store, log, calls, picture } = world();
  await store.getState().takeScreen();
  expect(store.getState()).toMatchObject({ view: "region", still: picture, problem: null });
  expect(log).toEqual(["screen after join.allowCapture", "stopped"]);
  expect(calls).toEqual(["join.allowCapture", "join.endCapture"]);
  store.getState().close();
  expect(store.getState()).toMatchObject({ view: "none", still: null });
  expect(log.at(-1)).toBe("picture freed");
});

test("tracks are stopped even where no picture came", async () => {
  const { store, log } = world({ stillFails: true });
  await store.getState().takeScreen();
  expect(log.at(-1)).toBe("stopped");
  expect(store.getState()).toMatchObject({ view: "none", problem: { what: "screen", why: "busy" } });
});

test.each([
  [new DOMException("", "NotAllowedError"), "refused"],
  [new DOMException("", "NotFoundError"), "none"],
  [new DOMException("", "NotReadableError"), "busy"],
  [new Error("?"), "failed"],
])("why there is no camera is said in clear words (%s)", async (fails, why) => {
  const { store } = world({ fails });
  store.getState().openCamera();
  expect(await store.getState().startCamera(null)).toBeNull();
  expect(store.getState().problem).toEqual({ what: "camera", why });
});

test("without the permission of main nothing is opened", async () => {
  const allow = () => Promise.reject(new AppError("forbidden", "no"));
  const { store, log } = world({ allow });
  await store.getState().takeScreen();
  expect(await store.getState().startCamera(null)).toBeNull();
  expect(log).toEqual([]);
});

test("closing the camera gives the permission back", () => {
  const { store, calls } = world();
  store.getState().close();
  expect(calls).toEqual([]);
  store.getState().openCamera();
  store.getState().close();
  expect(calls).toEqual(["join.endCapture"]);
});
