import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** What the demo's session tokens look like: each the app was ever given is found, plain or as base64. */
const issuedToken = /demo-session-[0-9a-f]{48}|ZGVtby1zZXNzaW9uL[A-Za-z0-9+/_-]{40}/;

/** The ways in which a text may lie in a file without being seen at a glance. */
function disguises(secret: string): readonly Buffer[] {
  return [
    Buffer.from(secret, "utf8"),
    Buffer.from(secret, "utf16le"),
    // Without the last letters, whose form depends on what follows.
    Buffer.from(Buffer.from(secret).toString("base64").replace(/=+$/, "").slice(0, -2)),
    Buffer.from(Buffer.from(secret).toString("hex")),
    Buffer.from(encodeURIComponent(secret)),
  ];
}

/** Names which of the secrets are in there; [] where none is. */
export function secretsIn(content: Buffer, secrets: Readonly<Record<string, string>>): readonly string[] {
  const found = Object.entries(secrets).filter(([, secret]) =>
    disguises(secret).some((bytes) => content.includes(bytes)),
  );
  const words = content.toString("latin1");
  const wide = content.toString("utf16le");
  const isIssued = issuedToken.test(words) || issuedToken.test(wide);
  return [...found.map(([name]) => name), ...(isIssued ? ["a token the server issued"] : [])];
}

/** Reads every file of the folder, the browser's own profile included. Answers `file: secret` for each find. */
export async function scanFolder(
  folder: string,
  secrets: Readonly<Record<string, string>>,
): Promise<{ readonly files: readonly string[]; readonly finds: readonly string[] }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const finds: string[] = [];
  for (const file of files) {
    const content = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
      // The browser removes files of its own while it ends.
      if (cause.code === "ENOENT") return Buffer.alloc(0);
      throw cause;
    });
    for (const secret of secretsIn(content, secrets)) finds.push(`${path.relative(folder, file)}: ${secret}`);
  }
  return { files: files.map((file) => path.relative(folder, file)), finds };
}
