import { readFileSync } from "node:fs";
import { chmod, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renameHeldSync, renameOver, retryWhileHeld } from "../../../main/platform/held-files.ts";
import { heldError, holdFile } from "../../support/hold-file.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const pausesMs = [0, 0, 0];

async function twoFiles() {
  const folder = await tempFolder();
  const from = join(folder, "new");
  const to = join(folder, "kept");
  await writeFile(from, "new");
  await writeFile(to, "old");
  return { folder, from, to };
}

/** Fails as often as it is told, then does it. */
function heldFor(times: number, code: "EBUSY" | "EPERM" | "EACCES") {
  const asked = { times: 0 };
  return {
    asked,
    async renameFile(from: string, to: string) {
      asked.times += 1;
      if (asked.times <= times) throw heldError(code);
      await rename(from, to);
    },
  };
}

test.each(["EBUSY", "EPERM", "EACCES"] as const)(
  "a file that a scanner lets go of after a moment is renamed (%s)",
  async (code) => {
    const { folder, from, to } = await twoFiles();
    const { asked, renameFile } = heldFor(3, code);
    await renameOver(from, to, { platform: "win32", pausesMs, renameFile });
    expect(asked.times).toBe(4);
    expect(await readFile(to, "utf8")).toBe("new");
    expect(await readdir(folder)).toEqual(["kept"]);
  },
);

test.each(["EBUSY", "EPERM"] as const)(
  "a file kept open is in use, and both files stay (%s)",
  async (code) => {
    const { from, to } = await twoFiles();
    const { asked, renameFile } = heldFor(9, code);
    await expect(renameOver(from, to, { platform: "win32", pausesMs, renameFile })).rejects.toMatchObject({
      code: "EBUSY",
    });
    expect(asked.times).toBe(4);
    expect([await readFile(from, "utf8"), await readFile(to, "utf8")]).toEqual(["new", "old"]);
  },
);

test("a file that may not be written is refused as such", async () => {
  const { from, to } = await twoFiles();
  await chmod(to, 0o444);
  const { renameFile } = heldFor(9, "EPERM");
  const renaming = renameOver(from, to, { platform: "win32", pausesMs, renameFile });
  await expect(renaming).rejects.toMatchObject({ code: "EPERM" });
  await chmod(to, 0o644);
});

test("elsewhere a missing right is told at once", async () => {
  const { from, to } = await twoFiles();
  for (const platform of ["linux", "darwin"] as const) {
    const { asked, renameFile } = heldFor(9, "EACCES");
    const renaming = renameOver(from, to, { platform, pausesMs, renameFile });
    await expect(renaming).rejects.toMatchObject({ code: "EACCES" });
    expect(asked.times).toBe(1);
  }
});

test("what has another cause is not tried again", async () => {
  let tries = 0;
  const failing = retryWhileHeld(
    async () => {
      tries += 1;
      throw Object.assign(new Error("full"), { code: "ENOSPC" });
    },
    { platform: "win32", pausesMs },
  );
  await expect(failing).rejects.toMatchObject({ code: "ENOSPC" });
  expect(tries).toBe(1);
});

test("a file that another program holds is replaced once it lets go", async () => {
  const { from, to } = await twoFiles();
  const letGo = await holdFile(to);
  // Let go after the first attempt: on Windows that one fails.
  let released: Promise<void> | null = null;
  await renameOver(from, to, {
    async renameFile(...names) {
      await released;
      try {
        await rename(...names);
      } finally {
        released ??= letGo();
      }
    },
  });
  await released;
  expect(await readFile(to, "utf8")).toBe("new");
});

test("a worker waits for a held file, too", async () => {
  const { from, to } = await twoFiles();
  let tries = 0;
  renameHeldSync(from, `${to}-aside`, {
    platform: "win32",
    pausesMs,
    renameFile(source) {
      tries += 1;
      if (tries < 3) throw heldError("EPERM");
      expect(readFileSync(source, "utf8")).toBe("new");
    },
  });
  expect(tries).toBe(3);
});
