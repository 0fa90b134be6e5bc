import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** As it is shipped, or with React's own checks, which take it about twice as long. */
export type PageBuild = "production" | "development";

/** Builds the page into `folder`. */
export async function buildPage(folder: string, kind: PageBuild): Promise<void> {
  // It alone decides which React is built in; test runners set it to a word of their own.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = kind;
  try {
    await build({
      root: here("../../../renderer"),
      configFile: here("../../../vite.renderer.config.ts"),
      mode: kind,
      logLevel: "error",
      build: { outDir: join(folder, kind) },
    });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** Builds the fake main process into `folder`. */
export async function buildFakeMain(folder: string): Promise<void> {
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
