import type { Shell } from "./shell.ts";
import { isTestRun, registerTestHook } from "./test-hooks.ts";

/** In a test run, keeps everything the page is told from the moment a test asks for it; else the shell as it is. */
export function withRecordedTraffic(shell: Shell): Shell {
  if (!isTestRun) return shell;
  const told: string[] = [];
  let isRecording = false;
  registerTestHook("recordTraffic", () => {
    isRecording = true;
  });
  registerTestHook("recordedTraffic", () => told.splice(0));
  function keep<Told>(words: Told): Told {
    if (isRecording) told.push(JSON.stringify(words));
    return words;
  }
  return {
    ...shell,
    async openWindow({ onCall, onAdoptPath, ...deps }) {
      const window = await shell.openWindow({
        ...deps,
        onCall: async (sender, name, input) => keep(await onCall(sender, name, input)),
        onAdoptPath: async (sender, path) => keep(await onAdoptPath(sender, path)),
      });
      return {
        ...window,
        send(name, payload) {
          keep({ name, payload });
          window.send(name, payload);
        },
      };
    },
  };
}
