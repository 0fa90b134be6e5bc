import type { ChildProcess } from "node:child_process";
import type { AppWithoutWindow } from "./launched-app.ts";

/** What a test may ask of the app's process itself. */
export function watchChild(child: ChildProcess): Omit<AppWithoutWindow, "main"> {
  let output = "";
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  return {
    pid: child.pid ?? 0,
    output: () => output,
    exited,
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
