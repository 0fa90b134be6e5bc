/**
 * The package that brings the pinned Node to a system; null where none is pinned.
 * @param {Readonly<Record<string, string>>} optionalDependencies as in package.json
 * @param {string} platform as `process.platform`
 * @param {string} arch as `process.arch`
 */
export function pinnedNode(optionalDependencies, platform, arch) {
  const name = `node-${platform === "win32" ? "win" : platform}-${arch}`;
  return Object.hasOwn(optionalDependencies, name) ? name : null;
}

/**
 * What to tell who has a Node that is too old; null where it will do. Where a Node is pinned, one that can install it is
 * enough; elsewhere it has to run everything itself.
 * @param {string} version as `process.versions.node`
 * @param {string | null} pinned
 */
export function tooOld(version, pinned) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (pinned !== null)
    return major >= 20 ? null : `Qunzhu's scripts need Node 20 or newer; this is ${version}.`;
  if (major > 22 || (major === 22 && minor >= 18)) return null;
  return `Qunzhu needs Node 22.18 or newer on this system; this is ${version}. Install a newer Node and run it again.`;
}
