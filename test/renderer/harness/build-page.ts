import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

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
