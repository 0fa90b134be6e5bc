import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type App, test as base, expect, launchApp, shellKind } from "../support/app.ts";
import { cameraFile } from "../support/camera-file.ts";
import { codeCard, openJoinPanel } from "./support/join-panel.ts";

const code = '{"source":"app","action":"group","info":{"group_id":"77","info":"key"}}';

/** A test with a film for the camera: a file of the test alone. */
const test = base.extend<{ film: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from here.
  film: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), "qunzhu-camera-"));
    try {
      await use(await cameraFile(code, folder));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

/** The app with a camera that is a film. */
async function launchWithCamera(film: string): Promise<App> {
  const flags = ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`];
  return shellKind === "electron"
    ? launchApp({ args: flags })
    : launchApp({ env: { QUNZHU_BROWSER_FLAGS: flags.join("\n") } });
}

/** The app where the person's choice of a screen is made beforehand. */
async function launchWithScreen(): Promise<App> {
  if (shellKind === "chromium") {
    const flags = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
    return launchApp({ env: { QUNZHU_BROWSER_FLAGS: flags.join("\n") } });
  }
  const app = await launchApp();
  await app.main("answerNextDialog", ["screen:"]);
  return app;
}

/** What the page gets when it asks for something without a click in the panel. */
function askedInPage(app: App, what: "camera" | "microphone"): Promise<string> {
  return app.page.evaluate(
    (wanted) =>
      navigator.mediaDevices.getUserMedia({ [wanted === "camera" ? "video" : "audio"]: true }).then(
        (stream) => {
          for (const track of stream.getTracks()) track.stop();
          return "granted";
        },
        (error: unknown) => (error instanceof DOMException ? error.name : "failed"),
      ),
    what,
  );
}

test("the camera is open to a click alone, reads a code, and is closed to the page again", async ({
  film,
}) => {
  const app = await launchWithCamera(film);
  const { page } = app;
  try {
    await page.getByRole("button", { name: /demo/i }).click();
    expect(await askedInPage(app, "camera")).toBe("NotAllowedError");
    await openJoinPanel(page);
    await page.getByRole("button", { name: "Camera…" }).click();
    await expect(codeCard(page, "Group code")).toBeVisible();
    await expect(page.getByRole("region", { name: "Camera" })).toHaveCount(0);
    expect(await askedInPage(app, "camera")).toBe("NotAllowedError");
  } finally {
    await app.close();
  }
});

test("what was allowed for the camera is nothing for the microphone", async ({ film }) => {
  const app = await launchWithCamera(film);
  try {
    await app.page.evaluate(() => window.qunzhu?.call("join.allowCapture", { what: "camera" }));
    expect(await askedInPage(app, "microphone")).toBe("NotAllowedError");
    expect(await askedInPage(app, "camera")).toBe("granted");
    await app.page.evaluate(() => window.qunzhu?.call("join.endCapture", undefined));
    expect(await askedInPage(app, "camera")).toBe("NotAllowedError");
  } finally {
    await app.close();
  }
});

test("a picture of the screen is taken on a click, shown for marking, and read", async () => {
  const app = await launchWithScreen();
  const { page } = app;
  try {
    await page.getByRole("button", { name: /demo/i }).click();
    await openJoinPanel(page);
    await page.getByRole("button", { name: "Screen…" }).click();
    const mark = page.getByRole("dialog", { name: "Mark a part of the screen" });
    await expect(mark).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(mark).toHaveCount(0);
    await expect(page.getByRole("region", { name: /^Picture Screen \d\d:\d\d$/ })).toBeVisible();
  } finally {
    await app.close();
  }
});
