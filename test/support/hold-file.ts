import { spawn } from "node:child_process";
import { once } from "node:events";

/** Opens the file and keeps it until standard input ends. The flag is libuv's: on Windows it shares with nobody. */
const program = `
  require("node:fs").openSync(process.argv[1], require("node:fs").constants.O_RDONLY | 0x10000000);
  process.stdout.write("held");
  process.stdin.resume();
`;

/**
 * Another program that has the file open: on Windows nobody may rename or remove it meanwhile, elsewhere everybody may.
 * Answers how it lets go.
 */
export async function holdFile(path: string): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ["-e", program, path], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  await Promise.race([
    once(child.stdout, "data"),
    ended.then(([code]) => {
      throw new Error(`the file could not be held: ${code}`);
    }),
  ]);
  return async () => {
    child.stdin.end();
    await ended;
  };
}

/** What the file system says of a file that another program holds. */
export function heldError(code: "EBUSY" | "EPERM" | "EACCES" = "EBUSY"): Error {
  return Object.assign(new Error(`${code}: held by another program`), { code });
}
