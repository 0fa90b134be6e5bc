import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, onTestFinished } from "vitest";

/** An empty folder that is gone after the test. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "qunzhu-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** An empty folder for all tests of the file that calls this, there before them and gone after them. */
export function tempFolderForAll(): () => string {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "qunzhu-test-"));
  });
  // A browser whose profile it is may still be writing.
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return () => folder;
}
