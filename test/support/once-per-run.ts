import { access, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const patienceMs = 240_000;

/** Builds something once for all test processes of a run: who comes first builds, the others wait for it. */
export async function oncePerRun(folder: string, name: string, build: () => Promise<void>): Promise<void> {
  const [claim, done] = [join(folder, `${name}-claimed`), join(folder, `${name}-done`)];
  const isFirst = await mkdir(claim).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    await build();
    await writeFile(done, "");
    return;
  }
  for (const end = Date.now() + patienceMs; !(await exists(done)); await sleep(100)) {
    if (Date.now() > end) throw new Error(`no ${name} was built; see the first test file that needed it`);
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
