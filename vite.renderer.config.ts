import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The page: minified, its wasm and workers as files of its own, nothing fetched from anywhere else. */
export default defineConfig({
  root: "renderer",
  base: "./",
  publicDir: false,
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir: "../out/app/renderer",
    emptyOutDir: true,
    target: "chrome130",
    // A data: URL is not among what the page may fetch.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4096,
    // What the first paint needs comes in one file instead of fifteen.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "start", test: /renderer[\\/](main|app)\.tsx$/ }] } },
    },
  },
});
