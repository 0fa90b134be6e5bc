import { createRequire, isBuiltin } from "node:module";
import path from "node:path";
import type { InlineConfig, Plugin, Rolldown } from "vite";

/** Folders of packages, each with the names of the files that came out as its own: wasm, fonts, pictures. */
export type Shipped = Map<string, Set<string>>;

/**
 * Has a build note which packages it puts into its files: what is left of their modules, what came out unchanged, and
 * what is imported from beside the bundle. A worker is a build of its own. Vite's `build.license` sees neither workers
 * nor such files, and lets pass what has no licence.
 */
export function notingShipped(root: string, shipped: Shipped): Pick<InlineConfig, "plugins" | "worker"> {
  const plugin = () => noteShipped(root, shipped);
  return { plugins: [plugin()], worker: { plugins: () => [plugin()] } };
}

function noteShipped(root: string, shipped: Shipped): Plugin {
  let base = root;
  function note(folder: string | undefined, file?: string) {
    if (folder === undefined) return;
    const files = shipped.get(folder) ?? new Set();
    shipped.set(folder, file === undefined ? files : files.add(file));
  }
  return {
    name: "note-shipped",
    configResolved(config) {
      base = config.root;
    },
    generateBundle(_options, bundle) {
      for (const part of Object.values(bundle)) {
        if (part.type === "chunk") {
          for (const id of part.moduleIds) note(packageOfModule(id));
          for (const name of importsFromBeside(part, bundle)) note(path.join(root, "node_modules", name));
        } else {
          for (const file of part.originalFileNames) {
            note(packageOfModule(path.resolve(base, file)), ownFile(part.fileName));
          }
        }
      }
    },
  };
}

/** Its name; none for a script that came out as a file only because it speaks of its own address: nothing loads it. */
function ownFile(fileName: string): string | undefined {
  return /\.[cm]?js$/.test(fileName) ? undefined : path.basename(fileName);
}

const require = createRequire(import.meta.url);

/** The folder of the package a module belongs to; the build tools' own helpers belong to them. */
function packageOfModule(id: string): string | undefined {
  const tool = /^\0(vite|rolldown)\//.exec(id)?.[1];
  if (tool !== undefined) return path.dirname(require.resolve(`${tool}/package.json`));
  return /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id)?.[1];
}

/** What is only imported when needed is not there on every machine, and not packed. */
function importsFromBeside(chunk: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): string[] {
  return chunk.imports
    .filter((name) => !Object.hasOwn(bundle, name) && name !== "" && !isBuiltin(name))
    .flatMap((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? []);
}
