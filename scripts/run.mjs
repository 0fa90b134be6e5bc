#!/usr/bin/env node
/**
 * Every npm script begins here, with nothing installed: installs what is missing, then runs the task on the Node that
 * the lock file pins (better-sqlite3 needs Node ≥ 22; older ones crash while loading it). Node ≥ 20 is enough to begin,
 * except where none is pinned, as on macOS.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { forwardSignals } from "./forward-signals.mjs";
import { pinnedNode, tooOld } from "./which-node.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [task, ...args] = process.argv.slice(2);

function fail(message) {
  console.error(message);
  process.exit(1);
}

const require = createRequire(path.join(root, "package.json"));
const pinned = pinnedNode(require("./package.json").optionalDependencies, process.platform, process.arch);
const complaint = tooOld(process.versions.node, pinned);
if (complaint) fail(complaint);

function installWhatIsMissing() {
  // A borrowed folder is somebody else's to install into: npm ci would empty it.
  if (lstatSync(path.join(root, "node_modules"), { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const lock = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  const mark = path.join(root, "node_modules", ".qunzhu-installed");
  if (existsSync(mark) && readFileSync(mark, "utf8") === lock) return;
  console.error("Installing what is missing (once) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const result = spawnSync(npm, ["ci", "--loglevel=error", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (result.status !== 0)
    fail("npm ci failed; see above. Check the network, then run the same command again.");
  writeFileSync(mark, lock);
}

/** The pinned Node where there is one for this system, else this one. */
function findNode() {
  if (pinned === null) return process.execPath;
  const binary = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  try {
    return path.join(path.dirname(require.resolve(`${pinned}/package.json`)), binary);
  } catch {
    // npm leaves an optional package out that it could not fetch: this Node must serve.
    const tooOldAlone = tooOld(process.versions.node, null);
    return tooOldAlone ? fail(tooOldAlone) : process.execPath;
  }
}

const script = ["ts", "mjs"]
  .map((ending) => path.join(root, "scripts", `${task}.${ending}`))
  .find(existsSync);
if (!script) fail(`There is no task "${task}".`);
installWhatIsMissing();

const node = findNode();
const bins = path.join(root, "node_modules", ".bin");
const child = spawn(node, ["--disable-warning=ExperimentalWarning", script, ...args], {
  cwd: task === "cli" ? process.cwd() : root,
  stdio: "inherit",
  env: {
    ...process.env,
    PATH: `${path.dirname(node)}${path.delimiter}${bins}${path.delimiter}${process.env.PATH ?? ""}`,
  },
});
forwardSignals(child);
child.on("error", (error) => fail(`Could not start ${node}: ${error.message}`));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
