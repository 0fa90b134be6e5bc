import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { createPackage, extractFile, listPackage } from "@electron/asar";
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from "@electron/fuses";
import { Arch, Platform, build as pack } from "electron-builder";
import { z } from "zod";
import { isCopyleft, licencesFile, ShippedPackage } from "../shared/domain/shipped-package.ts";
import { build } from "./build.ts";

/**
 * Packs the app into a stand-in Electron folder (the real one is 250 MB and needs the network) and reads back what
 * is inside: the right files, nothing else, SQLite's binary outside the archive, the licences, every fuse as we want it.
 */
const root = path.dirname(import.meta.dirname);
const scratch = mkdtempSync(path.join(tmpdir(), "qunzhu-package-"));
const problems: string[] = [];
const expectThat = (holds: boolean, what: string) => {
  console.log(`${holds ? "ok    " : "FAILED"}  ${what}`);
  if (!holds) problems.push(what);
};

/** As much of Electron's folder as electron-builder looks at; the executable carries the fuse wire and nothing else. */
async function standInElectron(): Promise<string> {
  const dist = path.join(scratch, "electron");
  mkdirSync(path.join(dist, "resources"), { recursive: true });
  mkdirSync(path.join(dist, "locales"));
  const fuseSentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
  const fuseCount = Object.values(FuseV1Options).filter((value) => typeof value === "number").length;
  const wire = Buffer.concat([
    Buffer.from(fuseSentinel),
    Buffer.from([Number(FuseVersion.V1), fuseCount]),
    Buffer.from("1".repeat(fuseCount)),
  ]);
  writeFileSync(path.join(dist, "electron"), Buffer.concat([Buffer.from("stand-in\0"), wire]), {
    mode: 0o755,
  });
  const { version } = createRequire(import.meta.url)("electron/package.json") as { version: string };
  writeFileSync(path.join(dist, "version"), `v${version}`);
  for (const file of ["LICENSE", "LICENSES.chromium.html", "libffmpeg.so", "chrome-sandbox"]) {
    writeFileSync(path.join(dist, file), "stand-in");
  }
  for (const locale of ["en-US", "zh-CN", "de", "fr"]) {
    writeFileSync(path.join(dist, "locales", `${locale}.pak`), "stand-in");
  }
  const defaultApp = path.join(scratch, "default_app");
  mkdirSync(defaultApp);
  writeFileSync(path.join(defaultApp, "main.js"), "");
  writeFileSync(path.join(defaultApp, "package.json"), '{"main":"main.js"}');
  await createPackage(defaultApp, path.join(dist, "resources", "default_app.asar"));
  return dist;
}

function checkArchive(resources: string): void {
  const archive = path.join(resources, "app.asar");
  const inside = listPackage(archive, { isPack: false }).map((file) => file.replaceAll("\\", "/"));
  const has = (file: string) => inside.includes(file);
  for (const file of [
    "/package.json",
    "/out/app/main/electron-main.js",
    "/out/app/main/preload.cjs",
    "/out/app/main/database-worker.js",
    "/out/app/main/demo-worker.js",
    "/out/app/renderer/index.html",
    "/out/app/renderer/licences.json",
    "/node_modules/better-sqlite3/lib/index.js",
  ]) {
    expectThat(has(file), `${file} is packed`);
  }
  expectThat(
    inside.some((file) => /^\/out\/app\/renderer\/.*\.wasm$/.test(file)),
    "the QR reader's wasm is packed",
  );
  const packages = new Set(
    inside.map((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]).filter(Boolean),
  );
  packages.delete("@napi-rs");
  expectThat(
    [...packages].join() === "better-sqlite3",
    `only better-sqlite3 is packed of node_modules (${[...packages].join(", ")})`,
  );
  const prebuilds = inside.filter((file) => file.endsWith(".node"));
  expectThat(
    prebuilds.join() === `/node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`,
    `one prebuilt binary is packed (${prebuilds.join(", ")})`,
  );
  const unwanted = inside.filter((file) =>
    /chromium-main|\/cli\.js|\/test\/|\/main\/[a-z-]+\.ts$|\.map$|node-linux|node-addon-api/.test(file),
  );
  expectThat(unwanted.length === 0, `nothing else is packed (${unwanted.join(", ") || "none"})`);
  const manifest = JSON.parse(extractFile(archive, "package.json").toString("utf8")) as Record<
    string,
    unknown
  >;
  expectThat(manifest.main === "out/app/main/electron-main.js", "the manifest starts the Electron entry");
  const unpacked = path.join(
    `${archive}.unpacked`,
    "node_modules/better-sqlite3/prebuilds",
    `${process.platform}-${process.arch}.node`,
  );
  const original = path.join(
    root,
    "node_modules/better-sqlite3/prebuilds",
    `${process.platform}-${process.arch}.node`,
  );
  let isSame = false;
  try {
    isSame = readFileSync(unpacked).equals(readFileSync(original));
  } catch {
    // Not there: reported by the line below.
  }
  expectThat(isSame, "SQLite's binary lies outside the archive, byte for byte");
}

/** The terms of what is packed, and within reach what they let people replace. */
function checkLicences(resources: string): void {
  const archive = path.join(resources, "app.asar");
  const page = path.join("out", "app", "renderer");
  const text = extractFile(archive, path.join(page, licencesFile)).toString("utf8");
  const listed = z.array(ShippedPackage).parse(JSON.parse(text));
  for (const name of ["better-sqlite3", "electron", "react", "zod", "zxing-wasm"]) {
    expectThat(
      listed.some((one) => one.name === name),
      `${name} is among the licences`,
    );
  }
  for (const { name, licence, files } of listed.filter((one) => isCopyleft(one.licence))) {
    for (const file of files) {
      const isOutside = existsSync(path.join(`${archive}.unpacked`, page, "assets", file));
      expectThat(isOutside, `${file} of ${name} (${licence}) lies outside the archive`);
    }
  }
}

async function checkFuses(executable: string): Promise<void> {
  const wire = await getCurrentFuseWire(executable);
  const state = (fuse: FuseV1Options) => (wire[fuse] === 49 ? "on" : "off");
  const wanted: [FuseV1Options, "on" | "off"][] = [
    [FuseV1Options.RunAsNode, "off"],
    [FuseV1Options.EnableCookieEncryption, "on"],
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable, "off"],
    [FuseV1Options.EnableNodeCliInspectArguments, "off"],
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, "on"],
    [FuseV1Options.OnlyLoadAppFromAsar, "on"],
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, "off"],
    [FuseV1Options.GrantFileProtocolExtraPrivileges, "off"],
  ];
  for (const [fuse, want] of wanted)
    expectThat(state(fuse) === want, `fuse ${FuseV1Options[fuse]} is ${want}`);
}

try {
  await build();
  const electronDist = await standInElectron();
  const output = path.join(scratch, "dist");
  await pack({
    targets: Platform.current().createTarget("dir", Arch[process.arch as "x64" | "arm64"]),
    publish: "never",
    config: {
      extends: path.join(root, "electron-builder.yml"),
      electronDist,
      directories: { output, buildResources: "assets" },
    },
  });
  const unpacked = path.join(
    output,
    process.arch === "x64" ? "linux-unpacked" : `linux-${process.arch}-unpacked`,
  );
  checkArchive(path.join(unpacked, "resources"));
  checkLicences(path.join(unpacked, "resources"));
  await checkFuses(path.join(unpacked, "qunzhu"));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (problems.length > 0) process.exitCode = 1;
