import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import electron from "electron/package.json" with { type: "json" };
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { downloadElectron, readFailure, writeFailure } from "../../scripts/obtain-electron.ts";
import { tempFolder } from "../support/temp-folder.ts";

const stallMs = 20_000;
const parts = Array.from({ length: 6 }, (_, at) => Buffer.alloc(1000, at));

// Only the clock of the stall: the sockets keep theirs.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });
});

/** A mirror on loopback that answers as it is told; answers what it was asked for. */
async function mirror(answer: (response: ServerResponse) => void) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  for (const name of ["npm_config_electron_mirror", "NPM_CONFIG_ELECTRON_MIRROR"])
    vi.stubEnv(name, undefined);
  vi.stubEnv("ELECTRON_MIRROR", `http://127.0.0.1:${(server.address() as AddressInfo).port}/electron/`);
  return asked;
}

const archiveName = `electron-v${electron.version}-${process.platform}-${process.arch}.zip`;
const checksumsOf = (bytes: Buffer) => ({
  [archiveName]: createHash("sha256").update(bytes).digest("hex"),
});

test("a slow download goes on as long as bytes arrive, and is told of", async () => {
  let response: ServerResponse | undefined;
  const all = Buffer.concat(parts);
  const asked = await mirror((answer) => {
    response = answer.writeHead(200, { "content-length": all.length });
    response.write(parts[0]);
  });
  const seen: number[] = [];
  const cacheRoot = await tempFolder();
  const archive = await downloadElectron({
    ...{ cacheRoot, stallMs, checksums: checksumsOf(all) },
    onProgress({ transferred, total }) {
      seen.push(transferred);
      expect(total).toBe(all.length);
      // Nearly too long each time, and far longer than that in all.
      vi.advanceTimersByTime(stallMs - 1);
      const next = parts[transferred / 1000];
      if (next) response?.write(next);
    },
  });
  expect(asked).toEqual([`/electron/v${electron.version}/${archiveName}`]);
  expect(seen.slice(0, 6)).toEqual([1000, 2000, 3000, 4000, 5000, 6000]);
  expect(path.relative(cacheRoot, archive)).not.toMatch(/^\.\./);
  expect(await readFile(archive)).toEqual(all);
});

test("a download that stands still ends, and so does one that never begins", async () => {
  const cacheRoot = await tempFolder();
  await mirror((response) => {
    response.writeHead(200, { "content-length": 6000 }).write(parts[0]);
  });
  const standing = downloadElectron({
    ...{ cacheRoot, stallMs, checksums: checksumsOf(Buffer.concat(parts)) },
    onProgress: () => vi.advanceTimersByTime(stallMs),
  });
  await expect(standing).rejects.toThrow("nothing arrived for 20 seconds");
  await mirror(() => vi.advanceTimersByTime(stallMs));
  await expect(downloadElectron({ cacheRoot, stallMs })).rejects.toThrow("nothing arrived for 20 seconds");
});

test("an archive with other bytes than Electron's is refused", async () => {
  await mirror((response) => response.end(Buffer.concat(parts)));
  await expect(downloadElectron({ cacheRoot: await tempFolder(), stallMs })).rejects.toThrow(/checksum/i);
});

test("a failure is believed for ten minutes, and not of another mirror", async () => {
  const file = path.join(await tempFolder(), "out", "failure.json");
  const at = 1_800_000_000_000;
  const failure = { at, mirror: "http://127.0.0.1/", reason: "no such host" };
  expect(readFailure(file, failure.mirror, at)).toBeNull();
  writeFailure(file, failure);
  expect(readFailure(file, failure.mirror, at + 599_000)).toEqual(failure);
  expect(readFailure(file, "http://127.0.0.2/", at + 1000)).toBeNull();
  writeFailure(file, failure);
  expect(readFailure(file, failure.mirror, at + 600_000)).toBeNull();
  writeFailure(file, { at, reason: "no such host" });
  expect(readFailure(file, undefined, at)).toEqual({ at, reason: "no such host" });
  await writeFile(file, "{");
  expect(readFailure(file, undefined, at)).toBeNull();
});
