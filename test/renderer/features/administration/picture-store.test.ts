import { expect, test } from "vitest";
import {
  firstCrop,
  movedCrop,
  zoomedCrop,
  zoomOf,
} from "../../../../renderer/features/administration/crop-geometry.ts";
import { createPictureStore } from "../../../../renderer/features/administration/picture-store.ts";
import { AppError } from "../../../../shared/errors.ts";

const wide = { width: 400, height: 300 };

/** A dialog whose answers the test gives by hand. */
function fakeDialog() {
  const asked: PromiseWithResolvers<readonly File[]>[] = [];
  return {
    pickFiles() {
      const answer = Promise.withResolvers<readonly File[]>();
      asked.push(answer);
      return answer.promise;
    },
    answer: (...names: readonly string[]) =>
      asked.shift()?.resolve(names.map((name) => new File(["x"], name))),
  };
}

test("the first square is the largest, in the middle, and never leaves the picture", () => {
  const crop = firstCrop(wide);
  expect(crop).toEqual({ x: 50, y: 0, side: 300 });
  expect(movedCrop(wide, crop, 1000, 1000)).toEqual({ x: 100, y: 0, side: 300 });
  expect(movedCrop(wide, crop, -1000, -5)).toEqual({ x: 0, y: 0, side: 300 });
});

test("zooming keeps the middle where there is room, and has an end both ways", () => {
  const near = zoomedCrop(wide, firstCrop(wide), 2);
  expect(near).toEqual({ x: 125, y: 75, side: 150 });
  expect(zoomOf(wide, near)).toBe(2);
  expect(zoomedCrop(wide, near, 100).side).toBe(300 / 8);
  expect(zoomedCrop(wide, movedCrop(wide, near, 500, 500), 0.1)).toEqual({ x: 100, y: 0, side: 300 });
});

test("a picked picture is read and cropped; cancelling changes nothing", async () => {
  const { pickFiles, answer } = fakeDialog();
  const store = createPictureStore(pickFiles, async () => wide as ImageBitmap);
  const picking = store.getState().pick();
  answer("a.png");
  await picking;
  expect(store.getState()).toMatchObject({ crop: { side: 300 }, isReading: false });
  const cancelled = store.getState().pick();
  answer();
  await cancelled;
  expect(store.getState()).toMatchObject({ crop: { side: 300 }, isReading: false, readError: null });
});

test("what cannot be decoded is told, and a panel closed meanwhile stays empty", async () => {
  const { pickFiles, answer } = fakeDialog();
  const store = createPictureStore(pickFiles, async () => {
    throw new AppError("unreadable_image", "no picture");
  });
  const picking = store.getState().pick();
  answer("a.txt");
  await picking;
  expect(store.getState().readError?.code).toBe("unreadable_image");
  const late = store.getState().pick();
  store.getState().clear();
  answer("a.txt");
  await late;
  expect(store.getState()).toMatchObject({ picture: null, readError: null });
});
