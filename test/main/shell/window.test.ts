import { EventEmitter } from "node:events";
import { mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCrashPolicy } from "../../../main/shell/crash-policy.ts";
import { placeWindow, smallestWindow } from "../../../main/shell/window-bounds.ts";
import { windowOptions } from "../../../main/shell/window-options.ts";
import { firstWindowState, readWindowState, writeWindowState } from "../../../main/shell/window-state.ts";
import { keepWindowState } from "../../../main/shell/window-state-keeper.ts";
import { heldError, holdFile } from "../../support/hold-file.ts";

const laptop = { x: 0, y: 0, width: 1440, height: 900 };
const beside = { x: 1440, y: -200, width: 2560, height: 1440 };
const bounds = { x: 100, y: 80, width: 1000, height: 700 };

describe("the window's place", () => {
  test("is the middle of the first screen at the first start", () => {
    expect(placeWindow(null, [laptop, beside])).toEqual({ x: 120, y: 50, width: 1200, height: 800 });
  });

  test("is where it was, on any screen", () => {
    expect(placeWindow(bounds, [laptop])).toEqual(bounds);
    const there = { ...bounds, x: 2000, y: -100 };
    expect(placeWindow(there, [laptop, beside])).toEqual(there);
  });

  test("comes back when its screen is gone", () => {
    expect(placeWindow({ ...bounds, x: 2000, y: -100 }, [laptop])).toEqual({ ...bounds, x: 220, y: 100 });
  });

  test("is pulled in where it hangs over an edge", () => {
    expect(placeWindow({ ...bounds, x: 1300, y: 700 }, [laptop])).toMatchObject({ x: 440, y: 200 });
  });

  test("is no larger than its screen and no smaller than the smallest window", () => {
    expect(placeWindow({ ...bounds, width: 9000, height: 9000 }, [laptop])).toEqual(laptop);
    expect(placeWindow({ ...bounds, width: 1, height: 1 }, [laptop])).toMatchObject(smallestWindow);
  });

  test("is possible without any screen", () => {
    expect(placeWindow(bounds, [])).toMatchObject({ width: 1000, height: 700 });
  });
});

test("the page of the Electron window is walled in", () => {
  const options = windowOptions({ bounds, preload: "/app/preload.cjs", isDark: true });
  expect(options).toMatchObject({ ...bounds, show: false });
  expect(options.webPreferences).toEqual({
    preload: "/app/preload.cjs",
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    devTools: true,
  });
});

describe("the window's state", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "qunzhu-window-"));
    file = join(folder, "window.json");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test("is read as it was written, and nothing else stays in the folder", async () => {
    const state = { bounds, isMaximized: true, zoomLevel: 1.5 };
    await writeWindowState(file, firstWindowState);
    await writeWindowState(file, state);
    expect(await readWindowState(file)).toEqual(state);
    expect(await readdir(folder)).toEqual(["window.json"]);
  });

  test.each(["", "{", "null", "[]", '{"bounds":null,"isMaximized":false,"zoomLevel":99}'])(
    "counts as the first when the file holds %j",
    async (text) => {
      await writeFile(file, text);
      expect(await readWindowState(file)).toEqual(firstWindowState);
    },
  );

  test("is written once another program lets go of the file", async () => {
    await writeWindowState(file, firstWindowState);
    const letGo = await holdFile(file);
    const state = { bounds, isMaximized: false, zoomLevel: 1 };
    let tries = 0;
    await writeWindowState(file, state, {
      platform: "win32",
      async renameFile(from, to) {
        tries += 1;
        if (tries > 1) return rename(from, to);
        await letGo();
        throw heldError("EPERM");
      },
    });
    expect(await readWindowState(file)).toEqual(state);
  });

  test("counts as the first when there is no file", async () => {
    expect(await readWindowState(file)).toEqual(firstWindowState);
  });

  test("is kept when the window closes", async () => {
    const events = new EventEmitter();
    const lines: string[] = [];
    const keeper = keepWindowState(
      file,
      {
        on: (name, listener) => events.on(name, listener),
        getNormalBounds: () => bounds,
        isMaximized: () => true,
        webContents: { getZoomLevel: () => -1 },
      },
      (line) => lines.push(line),
    );
    events.emit("resize");
    events.emit("close");
    await keeper.written();
    expect(await readWindowState(file)).toEqual({ bounds, isMaximized: true, zoomLevel: -1 });
    expect(lines).toEqual([]);
  });
});

test("a page is loaded again after a crash, but not after two within a minute", () => {
  let now = 1_000_000;
  const policy = createCrashPolicy(() => now);
  expect(policy.shouldReload()).toBe(true);
  now += 60_000;
  expect(policy.shouldReload()).toBe(false);
  now += 60_001;
  expect(policy.shouldReload()).toBe(true);
});
