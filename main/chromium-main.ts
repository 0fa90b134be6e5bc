import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { createChromiumShell } from "./shell/chromium-shell.ts";
import { dataArgument, dataFolder } from "./shell/data-folder.ts";
import { openKeyringSecrets } from "./shell/secrets/keyring-secrets.ts";
import { createMemorySecrets } from "./shell/secrets/memory-secrets.ts";
import { isTestRun } from "./shell/test-hooks.ts";

const folder = dataArgument(process.argv) ?? dataFolder();
// Compiled code is kept from one start to the next.
enableCompileCache(join(folder, "compile-cache"));

/** A test must find no secret of an earlier one, and leave none in the person's keyring. */
async function openSecrets() {
  const keyring = isTestRun ? null : await openKeyringSecrets({ service: "Qunzhu" });
  return keyring ?? createMemorySecrets();
}

async function run(): Promise<void> {
  const opening = createChromiumShell({
    dataFolder: folder,
    pageFolder: join(import.meta.dirname, "..", "renderer"),
    secrets: openSecrets(),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  // The browser is starting meanwhile.
  const { startApp } = await import("./index.ts");
  const shell = await opening;
  const running = await startApp({ shell, dataFolder: folder });
  // Ctrl+C in the terminal ends the app as closing its window does.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void running.stop());
  await running.closed;
  await running.stop();
}

run().then(
  () => process.exit(0),
  (cause: unknown) => {
    process.stderr.write(
      `Qunzhu could not start: ${cause instanceof Error ? cause.message : String(cause)}\n`,
    );
    process.exit(1);
  },
);
