import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build as viteBuild } from "vite";

const root = path.dirname(import.meta.dirname);
const marks = path.join(root, "out", "build.json");

/** What each part is made of, and how. A part whose inputs did not change is not built again. */
const parts = {
  main: {
    inputs: ["main", "shared", "vite.main.config.ts", "vite.preload.config.ts"],
    result: "out/app/main/electron-main.js",
    make: async () => {
      await viteBuild(quietly("vite.main.config.ts"));
      await viteBuild(quietly("vite.preload.config.ts"));
      const wasm = path.join(root, "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm");
      await copyFile(wasm, path.join(root, "out/app/main/zxing_reader.wasm"));
    },
  },
  renderer: {
    inputs: ["renderer", "shared", "vite.renderer.config.ts"],
    result: "out/app/renderer/index.html",
    make: () => viteBuild(quietly("vite.renderer.config.ts")),
  },
};

/** Builds what changed into out/app. Quiet when all goes well. */
export async function build() {
  const known = await readJson(marks);
  for (const [name, { inputs, result, make }] of Object.entries(parts)) {
    const now = await digest([...inputs, "scripts/build.mjs", "package-lock.json"]);
    if (known[name] === now && (await exists(path.join(root, result)))) continue;
    await make();
    known[name] = now;
    await mkdir(path.dirname(marks), { recursive: true });
    await writeFile(marks, JSON.stringify(known));
  }
}

function quietly(configFile) {
  return { configFile: path.join(root, configFile), root: undefined, logLevel: "warn", clearScreen: false };
}

async function digest(inputs) {
  const files = (await Promise.all(inputs.map((input) => filesIn(path.join(root, input))))).flat().sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${path.relative(root, file)}\0`).update(await readFile(file));
  return hash.digest("hex");
}

async function filesIn(place) {
  try {
    const entries = await readdir(place, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  } catch (cause) {
    if (cause.code === "ENOTDIR") return [place];
    throw cause;
  }
}

async function readJson(file) {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return {}; // Nothing built yet.
  }
}

async function exists(file) {
  return (await readdir(path.dirname(file)).catch(() => [])).includes(path.basename(file));
}

if (process.argv[1] === import.meta.filename) await build();
