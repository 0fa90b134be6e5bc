import { join } from "node:path";
import { createFileHandles } from "../../../../main/platform/file-handles.ts";
import { replyOf } from "../../../../main/platform/ipc-router.ts";
import { answerTestHooks } from "../../../../main/shell/chromium/test-relay.ts";
import { createChromiumShell } from "../../../../main/shell/chromium-shell.ts";
import { createMemorySecrets } from "../../../../main/shell/secrets/memory-secrets.ts";
import { registerTestHook } from "../../../../main/shell/test-hooks.ts";
import { toAppError } from "../../../../shared/errors.ts";

/** A main process with nothing behind its window: `stand-in-main.ts --data FOLDER`, the page in FOLDER/page. */
const folder = process.argv[process.argv.indexOf("--data") + 1] ?? "";
const handles = createFileHandles();
answerTestHooks();
const shell = await createChromiumShell({
  dataFolder: folder,
  pageFolder: join(folder, "page"),
  secrets: createMemorySecrets(),
  ask: async ({ cancel }) => cancel,
  log: (line) => process.stderr.write(`${line}\n`),
});
const window = await shell.openWindow({
  onCall: async (_sender, _name, input) => ({ ok: true, value: input }),
  onAdoptPath: (_sender, path) =>
    handles.adopt(path).then(
      (value) => ({ ok: true, value }),
      (cause: unknown) => replyOf(toAppError(cause)),
    ),
  onCrash: ({ isReloaded }) => process.stderr.write(`crash, reloaded: ${isReloaded}\n`),
});
registerTestHook("pickFiles", () => shell.pickFiles());
registerTestHook("pickFolder", () => shell.pickFolder());
registerTestHook("copyText", (text) => shell.copyText(String(text)));
await window.closed;
process.exit(0);
