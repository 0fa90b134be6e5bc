import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type InlineConfig, build as viteBuild } from "vite";
import { licencesFile } from "../shared/domain/shipped-package.ts";
import { licencesOf } from "./licences.ts";
import { notingShipped, type Shipped } from "./shipped-modules.ts";

interface Part {
  readonly inputs: readonly string[];
  readonly result: string;
  readonly configs: readonly string[];
}

/** What is known of a part that is built. */
interface Mark {
  readonly digest: string;
  /** Its packages: folder in the repository, and own files, of each. */
  readonly shipped: readonly (readonly [folder: string, files: readonly string[]])[];
}

const root = path.dirname(import.meta.dirname);
const marks = path.join(root, "out", "build.json");

/** What each part is made of, and how. A part whose inputs did not change is not built again. */
const parts: Readonly<Record<string, Part>> = {
  main: {
    inputs: ["main", "shared", "vite.main.config.ts", "vite.preload.config.ts"],
    result: "out/app/main/electron-main.js",
    configs: ["vite.main.config.ts", "vite.preload.config.ts"],
  },
  renderer: {
    inputs: ["renderer", "shared", "vite.renderer.config.ts"],
    result: "out/app/renderer/index.html",
    configs: ["vite.renderer.config.ts"],
  },
};

/** Builds what changed into out/app, with the licences of all that is in it. Quiet when all goes well. */
export async function build(): Promise<void> {
  const known = await readMarks();
  for (const [name, { inputs, result, configs }] of Object.entries(parts)) {
    const now = await digest([
      ...inputs,
      "scripts/build.ts",
      "scripts/shipped-modules.ts",
      "package-lock.json",
    ]);
    if (known[name]?.digest === now && (await exists(path.join(root, result)))) continue;
    const shipped: Shipped = new Map();
    for (const config of configs) await viteBuild(quietly(config, shipped));
    const packages = [...shipped].map(
      ([folder, files]) => [path.relative(root, folder), [...files]] as const,
    );
    known[name] = { digest: now, shipped: packages };
    await mkdir(path.dirname(marks), { recursive: true });
    await writeFile(marks, JSON.stringify(known));
  }
  await writeLicences(Object.values(known));
}

async function writeLicences(built: readonly Mark[]): Promise<void> {
  const shipped: Shipped = new Map();
  for (const [folder, files] of built.flatMap((mark) => mark.shipped)) {
    const place = path.join(root, folder);
    shipped.set(place, new Set([...(shipped.get(place) ?? []), ...files]));
  }
  const file = path.join(root, "out", "app", "renderer", licencesFile);
  await writeFile(file, JSON.stringify(await licencesOf(shipped), null, 1));
}

function quietly(configFile: string, shipped: Shipped): InlineConfig {
  return {
    configFile: path.join(root, configFile),
    logLevel: "warn",
    clearScreen: false,
    ...notingShipped(root, shipped),
  };
}

async function digest(inputs: readonly string[]): Promise<string> {
  const files = (await Promise.all(inputs.map((input) => filesIn(path.join(root, input))))).flat().sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${path.relative(root, file)}\0`).update(await readFile(file));
  return hash.digest("hex");
}

async function filesIn(place: string): Promise<string[]> {
  try {
    const entries = await readdir(place, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOTDIR") return [place];
    throw cause;
  }
}

async function readMarks(): Promise<Record<string, Mark>> {
  try {
    return JSON.parse(await readFile(marks, "utf8")) as Record<string, Mark>;
  } catch {
    return {}; // Nothing built yet.
  }
}

async function exists(file: string): Promise<boolean> {
  return (await readdir(path.dirname(file)).catch((): string[] => [])).includes(path.basename(file));
}

if (process.argv[1] === import.meta.filename) await build();
