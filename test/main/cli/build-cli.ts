import { join, resolve } from "node:path";
import { build } from "vite";

const root = resolve(import.meta.dirname, "../../..");
/** Looks for a file of its own beside itself. */
const unbundled = ["@undecaf/zbar-wasm"];

/**
 * Bundles the command line as the app is bundled, with the app's workers. Tests start hundreds of commands, each a
 * process of its own that would spend half of its time on reading the source. The folder must lie below the packages
 * that stay outside.
 */
export async function buildCli(folder: string): Promise<void> {
  await build({
    root,
    configFile: join(root, "vite.main.config.ts"),
    logLevel: "error",
    ssr: { external: unbundled },
    build: {
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { external: unbundled, input: { cli: "main/cli/cli.ts" } },
    },
  });
}
