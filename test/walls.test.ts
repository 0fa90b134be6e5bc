import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** [who imports, what, whether a wall stands in between]. */
const imports = [
  ["renderer/features/groups/a.ts", "../../../main/index.ts", true],
  ["renderer/features/groups/a.ts", "node:fs", true],
  ["renderer/features/groups/a.ts", "electron", true],
  ["renderer/features/groups/a.ts", "../../../shared/errors.ts", false],
  ["renderer/ui/a.ts", "../bridge.ts", true],
  ["renderer/ui/a.ts", "../features/groups/groups-store.ts", true],
  ["renderer/ui/a.ts", "./avatar.ts", false],
  ["shared/domain/a.ts", "react", true],
  ["shared/domain/a.ts", "node:fs", true],
  ["shared/domain/a.ts", "../../main/index.ts", true],
  ["shared/domain/a.ts", "zod", false],
  ["shared/domain/a.ts", "./ids.ts", false],
  ["shared/domain/a.ts", "../errors.ts", false],
  ["shared/qr-reader/a.ts", "zxing-wasm/reader", false],
  ["shared/qr-reader/a.ts", "node:fs", true],
  ["main/index.ts", "electron", true],
  ["main/index.ts", "../renderer/bridge.ts", true],
  ["main/shell/electron-shell.ts", "electron", false],
  ["main/preload.ts", "electron", false],
  ["main/cli/a.ts", "better-sqlite3", true],
  ["main/platform/database/database-worker.ts", "better-sqlite3", false],
  ["main/cli/a.ts", "undici", true],
  ["main/features/transfers/a.ts", "undici", true],
  ["main/backends/lanying/a.ts", "socks", true],
  ["main/platform/network/a.ts", "undici", false],
  ["main/platform/a.ts", "../features/groups/groups-service.ts", true],
  ["main/platform/a.ts", "../backends/backend.ts", true],
  ["main/backends/lanying/a.ts", "../../features/groups/groups-service.ts", true],
  ["main/backends/lanying/a.ts", "../../platform/http-client.ts", false],
  ["main/features/groups/a.ts", "../members/members-repository.ts", true],
  ["main/features/groups/a.ts", "../members/members-service.ts", false],
  ["main/features/groups/a.ts", "./groups-repository.ts", false],
  ["main/features/groups/a.ts", "../../platform/log.ts", false],
  ["main/features/groups/a.ts", "../../backends/backend.ts", false],
  ["main/features/groups/a.ts", "../../../shared/errors.ts", false],
] as const;

let folder = "";
const refused = new Set<string>();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "qunzhu-walls-"));
  await copyFile("biome.json", path.join(folder, "biome.json"));
  for (const [index, [from, specifier]] of imports.entries()) {
    const file = path.join(folder, from.replace("/a.ts", `/case-${index}.ts`));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `import { x } from "${specifier}";\n\nx();\n`);
  }
  const cycle = path.join(folder, "main", "cycle");
  await mkdir(cycle, { recursive: true });
  await writeFile(
    path.join(cycle, "one.ts"),
    'import { two } from "./two.ts";\n\nexport const one = () => two;\n',
  );
  await writeFile(
    path.join(cycle, "two.ts"),
    'import { one } from "./one.ts";\n\nexport const two = () => one;\n',
  );
  const biome = path.resolve("node_modules/@biomejs/biome/bin/biome");
  const report = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [biome, "lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none", "."],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout) => resolve(stdout),
    );
  });
  const { diagnostics } = JSON.parse(report) as {
    diagnostics: { category: string; location: { path: string } }[];
  };
  for (const { category, location } of diagnostics)
    refused.add(`${category} ${location.path.replaceAll("\\", "/").replace(/^\.\//, "")}`);
}, 30_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(imports.map((row, index) => [index, ...row] as const))(
  "%i: %s importing %s is refused: %s",
  (index, from, _specifier, isRefused) => {
    const file = from.replace("/a.ts", `/case-${index}.ts`);
    expect(refused.has(`lint/style/noRestrictedImports ${file}`)).toBe(isRefused);
  },
);

test("a cycle of imports is refused", () => {
  expect(refused).toContain("lint/suspicious/noImportCycles main/cycle/one.ts");
});
