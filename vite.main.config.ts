import { builtinModules } from "node:module";
import { defineConfig } from "vite";

/** Provided by the machine or unpacked beside the app: never bundled. */
const external = [
  "electron",
  "better-sqlite3",
  "@napi-rs/keyring",
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
];

/** The Node side: every entry and worker lies flat in one folder, because a worker is found beside the code that starts it. */
export default defineConfig({
  publicDir: false,
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  ssr: { noExternal: true, external },
  build: {
    ssr: true,
    outDir: "out/app/main",
    emptyOutDir: true,
    target: "node22",
    minify: false,
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      external,
      input: {
        "electron-main": "main/electron-main.ts",
        "chromium-main": "main/chromium-main.ts",
        "database-worker": "main/platform/database/database-worker.ts",
        "demo-worker": "main/demo/demo-worker.ts",
        "pinyin-worker": "main/features/search/pinyin-worker.ts",
      },
      output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "chunk-[name].js" },
    },
  },
});
