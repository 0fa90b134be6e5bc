import { defineConfig } from "vite";

/** The bridge: one file in CommonJS, the only form a sandboxed preload can have. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: ["electron"] },
  build: {
    ssr: true,
    outDir: "out/app/main",
    emptyOutDir: false,
    target: "node22",
    minify: false,
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      external: ["electron"],
      input: { preload: "main/preload.ts" },
      output: { format: "cjs", entryFileNames: "[name].cjs" },
    },
  },
});
