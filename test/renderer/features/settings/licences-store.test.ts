import { expect, test } from "vitest";
import { createLicencesStore } from "../../../../renderer/features/settings/licences-store.ts";
import { samplePackages } from "./sample-packages.ts";

test("the licences are read once", async () => {
  let reads = 0;
  const store = createLicencesStore(async () => {
    reads += 1;
    return samplePackages;
  });
  await store.getState().load();
  await store.getState().load();
  expect(store.getState()).toMatchObject({ packages: samplePackages, loadError: null });
  expect(reads).toBe(1);
});

test.each([
  ["is not there", () => Promise.reject(new Error("status 404"))],
  ["is not what it should be", () => Promise.resolve([{ name: "zod" }])],
])("a file that %s is an error, and is read again when asked", async (_, fail) => {
  const answers = [fail, () => Promise.resolve(samplePackages)];
  const store = createLicencesStore(() => answers.shift()?.() ?? Promise.reject(new Error("no more")));
  await store.getState().load();
  expect(store.getState()).toMatchObject({ packages: null, loadError: { code: "file_error" } });
  await store.getState().load();
  expect(store.getState()).toMatchObject({ packages: samplePackages, loadError: null });
});
