#!/usr/bin/env node
/**
 * Every npm script begins here, on any Node ≥ 20 and with nothing installed: installs what is missing, then runs the
 * task on the Node that the lock file pins (better-sqlite3 needs Node ≥ 22; older ones crash while loading it).
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { forwardSignals } from "./forward-signals.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [task, ...args] = process.argv.slice(2);

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (Number(process.versions.node.split(".")[0]) < 20) {
  fail(`Qunzhu's scripts need Node 20 or newer; this is ${process.version}.`);
}

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

/** The pinned Node where a package of it exists for this system, else this one if it is new enough. */
function findNode() {
  const require = createRequire(path.join(root, "package.json"));
  const binary = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  try {
    const manifest = require.resolve(
      `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}/package.json`,
    );
    const pinned = path.join(path.dirname(manifest), binary);
    if (existsSync(pinned)) return pinned;
  } catch {
    // No package for this system: its own Node must serve.
  }
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(
    `Qunzhu needs Node 22.18 or newer here; this is ${process.version}. Install a newer Node and run it again.`,
  );
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
