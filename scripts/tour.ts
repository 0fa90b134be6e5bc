import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { documentedPosition, vendorPosition } from "../main/demo/demo-position.ts";
import { startDemo } from "../main/demo/demo-server.ts";
import { launchApp, shellKind } from "../test/support/app.ts";
import { cameraFile } from "../test/support/camera-file.ts";
import { administrationSteps } from "../test/tour/administration-steps.ts";
import { cameraCode, joiningSteps } from "../test/tour/joining-steps.ts";
import { type TourLanguage, tourSteps } from "../test/tour/tour-steps.ts";
import { undoSteps } from "../test/tour/undo-steps.ts";
import { build } from "./build.ts";
import { ensureChromium, hasDisplay } from "./system.ts";

/**
 * Drives the real app through the main job, on a server that it knows by an app id only, and takes a picture of each
 * step: `npm run tour -- --language zh-CN --theme dark --size 2560x1440`. `--position vendor` has the server act as the
 * vendor's own clients found it. Exit code 1 if a step fails.
 */
const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    language: { type: "string", default: "en" },
    theme: { type: "string", default: "light" },
    size: { type: "string", default: "1280x800" },
    position: { type: "string", default: "documented" },
    to: { type: "string", default: path.join("out", "tour") },
  },
});
const [width = 1280, height = 800] = values.size.split("x").map(Number);
const folder = path.resolve(path.dirname(import.meta.dirname), values.to);

interface Record {
  readonly step: string;
  readonly outcome: "ok" | "failed";
  readonly ms: number;
  readonly picture: string;
  readonly error?: string;
}

/** In a real window; where there is no display, in one of Xvfb's; where there is no Xvfb either, headless. */
function canShowWindow(): boolean {
  if (hasDisplay()) return true;
  if (process.env.QUNZHU_NESTED === "1" || process.platform !== "linux") return false;
  if (spawnSync("sh", ["-c", "command -v xvfb-run"], { stdio: "ignore" }).status !== 0) return false;
  const result = spawnSync(
    "xvfb-run",
    ["-a", "-s", "-screen 0 2600x1600x24", process.execPath, import.meta.filename, ...process.argv.slice(2)],
    { stdio: "inherit", env: { ...process.env, QUNZHU_NESTED: "1" } },
  );
  process.exit(result.status ?? 1);
}

async function tour(): Promise<readonly Record[]> {
  const films = await mkdtemp(path.join(tmpdir(), "qunzhu-camera-"));
  try {
    return await tourWith(await cameraFile(cameraCode, films));
  } finally {
    await rm(films, { recursive: true, force: true });
  }
}

async function tourWith(film: string): Promise<readonly Record[]> {
  const language: TourLanguage = values.language === "zh-CN" ? "zh-CN" : "en";
  const flags = ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`];
  const position = values.position === "vendor" ? vendorPosition : documentedPosition;
  const server = await startDemo({ position });
  const app = await launchApp({
    language,
    args: shellKind === "electron" ? flags : [],
    env: { QUNZHU_HEADLESS: canShowWindow() ? "0" : "1", QUNZHU_BROWSER_FLAGS: flags.join("\n") },
  }).catch(async (cause: unknown) => {
    await server.stop();
    throw cause;
  });
  const records: Record[] = [];
  try {
    await app.page.setViewportSize({ width, height });
    await app.page.emulateMedia({
      colorScheme: values.theme === "dark" ? "dark" : "light",
      reducedMotion: "reduce",
    });
    for (const [index, { name, run }] of [
      ...tourSteps(app, server, language),
      ...joiningSteps(app, server, language),
      ...administrationSteps(app, server, language),
      ...undoSteps(app, language),
    ].entries()) {
      const picture = `${String(index + 1).padStart(2, "0")}-${name.replaceAll(/[^a-z0-9]+/gi, "-")}.png`;
      const started = performance.now();
      const error = await run().then(
        () => undefined,
        (cause: unknown) => (cause instanceof Error ? cause.message : String(cause)),
      );
      const ms = Math.round(performance.now() - started);
      await app.page.screenshot({ path: path.join(folder, picture) });
      records.push({
        step: name,
        outcome: error ? "failed" : "ok",
        ms,
        picture,
        ...(error ? { error } : {}),
      });
      console.log(`${error ? "FAILED" : "ok    "}  ${name} (${ms} ms)${error ? `\n        ${error}` : ""}`);
      if (error) break;
    }
  } finally {
    await app.close();
    await server.stop();
  }
  return records;
}

canShowWindow();
ensureChromium();
await build();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const records = await tour();
writeFileSync(path.join(folder, "tour.json"), `${JSON.stringify(records, null, 2)}\n`);
console.log(`pictures and tour.json: ${folder}`);
if (records.some(({ outcome }) => outcome === "failed")) process.exitCode = 1;
