import { access, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const patienceMs = 240_000;

/** Builds the page and the fake main process into a folder. */
export async function buildPage(folder: string): Promise<void> {
  await build({
    root: here("../../../renderer"),
    configFile: here("../../../vite.renderer.config.ts"),
    logLevel: "error",
    build: { outDir: join(folder, "page") },
  });
  await build({
    root: here("."),
    configFile: false,
    logLevel: "error",
    build: {
      outDir: join(folder, "fake"),
      emptyOutDir: true,
      lib: { entry: here("fake-qunzhu.ts"), formats: ["iife"], name: "fake", fileName: () => "fake.js" },
    },
  });
}

/** The same once for all test files of a run: who comes first builds, the others wait for it. */
export async function buildPageOnce(folder: string): Promise<void> {
  const [claim, done] = [join(folder, "claimed"), join(folder, "done")];
  const isFirst = await mkdir(claim).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    await buildPage(folder);
    await writeFile(done, "");
    return;
  }
  for (const end = Date.now() + patienceMs; !(await exists(done)); await sleep(100)) {
    if (Date.now() > end) throw new Error("the page was not built; see the first test file that needed it");
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
