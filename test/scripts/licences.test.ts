import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build, type InlineConfig } from "vite";
import { expect, test } from "vitest";
import { licencesOf } from "../../scripts/licences.ts";
import { notingShipped, type Shipped } from "../../scripts/shipped-modules.ts";
import { isCopyleft } from "../../shared/domain/shipped-package.ts";
import { tempFolder } from "../support/temp-folder.ts";

const repository = path.resolve(import.meta.dirname, "../..");
const ownTools = ["rolldown", "vite"];

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** A package with one module, in `place`; what is undefined in its manifest is left out. */
function packageFiles(place: string, manifest: object, files: Readonly<Record<string, string>> = {}) {
  const name = /(?:@[^/]+\/)?[^/]+$/.exec(place)?.[0];
  const complete = { name, version: "1.0.0", license: "MIT", type: "module", main: "index.js", ...manifest };
  const own = {
    "index.js": `export const it = () => console.log("${name}");`,
    LICENSE: `${name} terms`,
    ...files,
  };
  const entries = Object.entries({ ...own, "package.json": JSON.stringify(complete) });
  return Object.fromEntries(entries.map(([file, content]) => [`node_modules/${place}/${file}`, content]));
}

/** Builds `main.js` of a folder as the app is built, and tells what went into it. */
async function shippedBy(folder: string, config: InlineConfig = {}): Promise<Shipped> {
  const shipped: Shipped = new Map();
  const noting = notingShipped(folder, shipped);
  await build({
    root: folder,
    configFile: false,
    logLevel: "error",
    ...noting,
    worker: { format: "es", ...noting.worker },
    ...config,
    build: {
      assetsInlineLimit: 0,
      target: "chrome130",
      ...config.build,
      rolldownOptions: { input: path.join(folder, "main.js"), ...config.build?.rolldownOptions },
    },
  });
  return shipped;
}

async function oneModule(manifest: object, files: Readonly<Record<string, string>>): Promise<Shipped> {
  const folder = await tempFolder();
  const place = path.join(folder, "node_modules/lonely");
  await writeFiles(folder, packageFiles("lonely", manifest, files));
  return new Map([[place, new Set<string>()]]);
}

test("what is in the built files is listed with its terms, and nothing else", async () => {
  const folder = await tempFolder();
  await writeFiles(folder, {
    "main.js": `
      import { it } from "used";
      import { it as unused } from "shaken";
      import "styled/style.css";
      it();
      new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
      import("./later.js");`,
    "later.js": `import url from "@deep/engine/engine.wasm?url"; import { it } from "later"; import { it as engine } from "@deep/engine"; it(url, engine());`,
    "worker.js": `import { it } from "in-worker"; it();`,
    ...packageFiles(
      "used",
      { repository: "git+https://example.org/used.git" },
      {
        "index.js": `import { it as inner } from "nested"; export const it = () => inner("used");`,
        NOTICE: "\r\nused notice\r\n",
        "license.js": "not a text",
      },
    ),
    ...packageFiles("used/node_modules/nested", { version: "2.0.0", repository: "owner/nested" }),
    ...packageFiles("shaken", { sideEffects: false }),
    ...packageFiles("never", {}),
    ...packageFiles("styled", {}, { "style.css": "p { color: red }" }),
    ...packageFiles("in-worker", {}),
    ...packageFiles("later", { homepage: "https://example.org/later" }),
    ...packageFiles(
      "@deep/engine",
      { license: "LGPL-2.1+", repository: { url: "git@example.org:deep/engine.git" } },
      {
        "engine.wasm": "not really",
        "index.js": `export const it = () => new URL("index.js", import.meta.url).href;`,
      },
    ),
  });
  const listed = await licencesOf(await shippedBy(folder));
  const own = listed.filter(({ name }) => !ownTools.includes(name));
  expect(own.map(({ name, version, text }) => [name, version, text])).toEqual([
    ["@deep/engine", "1.0.0", "@deep/engine terms"],
    ["in-worker", "1.0.0", "in-worker terms"],
    ["later", "1.0.0", "later terms"],
    ["nested", "2.0.0", "nested terms"],
    ["styled", "1.0.0", "styled terms"],
    ["used", "1.0.0", "used terms\n\nused notice"],
  ]);
  expect(own[0]).toMatchObject({
    licence: "LGPL-2.1+",
    source: "https://example.org/deep/engine",
    files: [expect.stringMatching(/^engine-.+\.wasm$/)],
  });
  expect(own[2]).toMatchObject({
    licence: "MIT",
    homepage: "https://example.org/later",
    source: null,
    files: [],
  });
  expect(own[3]?.source).toBe("https://github.com/owner/nested");
  expect(own[5]?.source).toBe("https://example.org/used");
  expect(await licencesOf(await shippedBy(folder))).toEqual(listed);
});

test("what is imported from beside the bundle is listed, Node's own modules are not", async () => {
  const folder = await tempFolder();
  await writeFiles(folder, {
    "main.js": `import "node:fs"; import "path"; import { it } from "beside/part.js"; it(); import("optional");`,
    ...packageFiles("beside", {}),
  });
  const external = ["node:fs", "path", "beside/part.js", "optional"];
  const shipped = await shippedBy(folder, { build: { ssr: true, rolldownOptions: { external } } });
  expect((await licencesOf(shipped)).map(({ name }) => name)).toEqual(["beside"]);
});

test("without a text of its own a package gets the words of its licence in its author's name", async () => {
  const author = { name: "Ann Author", email: "ann@example.org" };
  const [one] = await licencesOf(await oneModule({ author }, { LICENSE: "" }));
  expect(one?.text).toMatch(/^Copyright \(c\) Ann Author\n\nMIT License\n\nPermission is hereby granted/);
});

test.each([
  [{}, "lonely 1.0.0: it has no licence text, and no author"],
  [{ author: "Ann", license: "Rare-1.0" }, "scripts/licences/Rare-1.0.txt is not there"],
  [{ license: undefined }, "lonely 1.0.0: its package.json names no licence."],
  [{ license: "LGPL-3.0" }, "lonely 1.0.0: it is under LGPL-3.0 and does not say where its source is."],
])("a package that cannot be shipped stops the build: %o", async (manifest, message) => {
  const shipped = await oneModule(manifest, { LICENSE: "" });
  await expect(licencesOf(shipped)).rejects.toThrow(message);
});

test("what zxing-wasm has compiled in is listed beside it", async () => {
  const shipped: Shipped = new Map([[path.join(repository, "node_modules/zxing-wasm"), new Set()]]);
  const [inside, own] = await licencesOf(shipped);
  expect(inside).toMatchObject({ name: "zxing-cpp", licence: "Apache-2.0" });
  expect(inside?.text).toContain("Apache License");
  expect(own).toMatchObject({ name: "zxing-wasm", licence: "MIT" });
});

test("zbar's wasm, which is under the LGPL, is packed where people can replace it", async () => {
  const folder = await tempFolder();
  const wasm = path.join(repository, "node_modules/@undecaf/zbar-wasm/dist/zbar.wasm");
  await writeFiles(folder, {
    "main.js": `import url from ${JSON.stringify(`${wasm}?url`)}; console.log(url);`,
  });
  const [zbar] = await licencesOf(await shippedBy(folder));
  expect(isCopyleft(zbar?.licence ?? "")).toBe(true);
  expect(zbar).toMatchObject({
    name: "@undecaf/zbar-wasm",
    source: "https://github.com/undecaf/zbar-wasm",
    files: [expect.stringMatching(/\.wasm$/)],
  });
  expect(zbar?.text).toContain("GNU LESSER GENERAL PUBLIC LICENSE");

  const packing = await readFile(path.join(repository, "electron-builder.yml"), "utf8");
  const unpacked = /^asarUnpack:\n((?: {2}.*\n)+)/m.exec(packing)?.[1] ?? "";
  const patterns = [...unpacked.matchAll(/^ {2}- (.+)$/gm)].map(([, pattern]) => pattern ?? "");
  const packed = `out/app/renderer/assets/${zbar?.files[0]}`;
  expect(patterns.some((pattern) => path.matchesGlob(packed, pattern))).toBe(true);
});
