import { pathToFileURL } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** The words of one language as data of their own, so that the page does not load both. */
const wordsPlugin: Plugin = {
  name: "words",
  async load(id) {
    if (!/[\\/]renderer[\\/]words[\\/](en|zh-cn)\.ts$/.test(id)) return null;
    const { words } = (await import(pathToFileURL(id).href)) as { readonly words: unknown };
    return `export const words = JSON.parse(${JSON.stringify(JSON.stringify(words))});`;
  },
};

/** The page: minified, its wasm and workers as files of its own, nothing fetched from anywhere else. */
export default defineConfig({
  root: "renderer",
  base: "./",
  publicDir: false,
  plugins: [react(), wordsPlugin],
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
