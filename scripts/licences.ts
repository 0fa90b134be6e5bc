import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { isCopyleft, type ShippedPackage } from "../shared/domain/shipped-package.ts";
import type { Shipped } from "./shipped-modules.ts";

/** What a package has compiled into its wasm, which its own licence file does not tell of. */
const compiledIn: Readonly<Record<string, Pick<ShippedPackage, "name" | "licence" | "source">>> = {
  "zxing-wasm": {
    name: "zxing-cpp",
    licence: "Apache-2.0",
    source: "https://github.com/zxing-cpp/zxing-cpp",
  },
};

/**
 * The terms of each package, by name and version. Refuses, naming all that are at fault, when one has no licence text
 * and none can be given for it.
 */
export async function licencesOf(shipped: Shipped): Promise<readonly ShippedPackage[]> {
  const read = await Promise.allSettled([...shipped].map(([folder, files]) => readPackage(folder, files)));
  const faults = read.flatMap((one) => (one.status === "rejected" ? [errorText(one.reason)] : []));
  if (faults.length > 0) {
    throw new Error(`These packages cannot be shipped as they are:\n${faults.sort().join("\n")}`);
  }
  const packages = read.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  const byName = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

const Named = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const Located = z.union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)]);
const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().min(1).optional().catch(undefined),
  author: Named.optional().catch(undefined),
  homepage: z.string().min(1).optional().catch(undefined),
  repository: Located.optional().catch(undefined),
});

/** The package, and what it has compiled in. */
async function readPackage(folder: string, files: ReadonlySet<string>): Promise<readonly ShippedPackage[]> {
  const manifest = Manifest.parse(JSON.parse(await readFile(path.join(folder, "package.json"), "utf8")));
  const { name, version, license: licence, author, homepage = null } = manifest;
  const says = `${name} ${version}`;
  if (licence === undefined) throw new Error(`${says}: its package.json names no licence.`);
  const source = manifest.repository === undefined ? null : webAddress(manifest.repository);
  if (isCopyleft(licence) && source === null) {
    throw new Error(`${says}: it is under ${licence} and does not say where its source is.`);
  }
  const text = (await ownText(folder)) || (await standardText(says, licence, author));
  const own = { name, version, licence, homepage, source, files: [...files].sort(), text };
  const inside = compiledIn[name];
  if (inside === undefined) return [own];
  const insideText = await readStandard(inside.licence);
  return [own, { ...inside, version: `(${says})`, homepage: null, files: [], text: insideText }];
}

const termsFile = /^(?:un)?licen[cs]e|^copying|^notice|^third-?party/i;
const codeFile = /\.(?:[cm]?[jt]sx?|json|map)$/i;

/** All of the package's files about its terms, each text once. */
async function ownText(folder: string): Promise<string> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && termsFile.test(entry.name) && !codeFile.test(entry.name))
    .map(({ name }) => name);
  const texts = await Promise.all(names.sort().map((name) => readFile(path.join(folder, name), "utf8")));
  return [...new Set(texts.map(tidied))].filter((text) => text !== "").join("\n\n");
}

/** For a package that only names its licence: the words everyone uses for it, in its author's name. */
async function standardText(says: string, licence: string, author: string | undefined): Promise<string> {
  if (author === undefined) {
    throw new Error(
      `${says}: it has no licence text, and no author in whose name ${licence} could be given.`,
    );
  }
  try {
    return `Copyright (c) ${author}\n\n${await readStandard(licence)}`;
  } catch (cause) {
    const place = `scripts/licences/${licence}.txt`;
    throw new Error(`${says}: it has no licence text, and ${place} is not there to stand in.`, { cause });
  }
}

async function readStandard(licence: string): Promise<string> {
  return tidied(await readFile(path.join(import.meta.dirname, "licences", `${licence}.txt`), "utf8"));
}

/** Without empty lines around it; the first line's own indentation stays. */
function tidied(text: string): string {
  return text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
}

/** An address for a browser out of what `repository` may hold: git+https, git@host:…, owner/name. */
function webAddress(repository: string): string {
  if (/^(?:github:)?[\w.-]+\/[\w.-]+$/.test(repository)) {
    return `https://github.com/${repository.replace("github:", "")}`;
  }
  return repository
    .replace(/^git\+/, "")
    .replace(/^git@([^:/]+):/, "https://$1/")
    .replace(/^(?:git|ssh):\/\/(?:git@)?/, "https://")
    .replace(/\.git$/, "");
}

function errorText(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
