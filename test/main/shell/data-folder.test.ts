import { chmod, mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkDataFolder } from "../../../main/shell/data-folder.ts";
import { openServices } from "../../support/open-services.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

// Windows has no such bits.
test.skipIf(process.platform === "win32")("nobody else may look into the data folder", async () => {
  const folder = join(await tempFolder(), "made", "by us");
  const services = await openServices(folder);
  await services.close();
  expect(await modeOf(folder)).toBe("700");
  const databases = (await readdir(folder)).filter((name) => name.includes(".sqlite"));
  expect(databases.length).toBeGreaterThan(1);
  for (const name of databases) expect(await modeOf(join(folder, name))).toBe("600");

  // As an earlier version left it.
  await chmod(folder, 0o755);
  checkDataFolder(folder);
  expect(await modeOf(folder)).toBe("700");
});

test.skipIf(process.platform === "win32")("a folder with nothing of ours in it stays as it is", async () => {
  const folder = join(await tempFolder(), "shared");
  await mkdir(folder);
  await chmod(folder, 0o755);
  checkDataFolder(folder);
  expect(await modeOf(folder)).toBe("755");
});
