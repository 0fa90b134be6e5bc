import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFileHandles } from "../../../main/platform/file-handles.ts";
import { FileHandle } from "../../../shared/ipc/window.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qunzhu-handles-"));
  await writeFile(join(folder, "群 report.txt"), "hello");
  await mkdir(join(folder, "inner"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a file becomes a handle that says its name and size, and only main learns the path", async () => {
  const handles = createFileHandles();
  const path = join(folder, "群 report.txt");
  const handle = await handles.adopt(path);
  expect(FileHandle.parse(handle)).toMatchObject({ name: "群 report.txt", size: 5, isFolder: false });
  expect(JSON.stringify(handle)).not.toContain(folder);
  expect(handles.resolve(handle.handle)).toBe(path);
});

test("a folder is told apart", async () => {
  expect(await createFileHandles().adopt(join(folder, "inner"))).toMatchObject({ isFolder: true, size: 0 });
});

test("a file that is not there is refused, and so is what is neither file nor folder", async () => {
  const { adopt } = createFileHandles();
  await expect(adopt(join(folder, "missing.txt"))).rejects.toMatchObject({ code: "file_error" });
  await expect(adopt(devNull)).rejects.toMatchObject({ code: "unsupported" });
});

test.each(["relative.txt", "", join(tmpdir(), "pass\0wd")])(
  "%j is no path of this computer",
  async (path) => {
    await expect(createFileHandles().adopt(path)).rejects.toMatchObject({ code: "invalid" });
  },
);

test("a handle that was never given out leads nowhere", () => {
  expect(() => createFileHandles().resolve("0b0a8c9e-6f0e-4a51-9d6e-1df1c0a8a001")).toThrow(
    expect.objectContaining({ code: "not_found" }),
  );
});

test("beyond the limit the oldest are forgotten", async () => {
  const handles = createFileHandles({ limit: 2 });
  const path = join(folder, "inner");
  const [first, second, third] = [
    await handles.adopt(path),
    await handles.adopt(path),
    await handles.adopt(path),
  ];
  expect(() => handles.resolve(first.handle)).toThrow();
  expect([second, third].map(({ handle }) => handles.resolve(handle))).toEqual([path, path]);
});
