import { pageOrigin } from "../own-page.ts";
import type { CdpPipe } from "./cdp-pipe.ts";

/** Longer than anybody holds a code before a camera. */
const longestMs = 5 * 60_000;

/** The one permission our page can have in this browser; everything else is refused by never being granted. */
export function createCameraPermission(pipe: CdpPipe) {
  let timer: NodeJS.Timeout | undefined;

  async function allow(isAllowed: boolean): Promise<void> {
    clearTimeout(timer);
    const permissions = isAllowed ? ["videoCapture"] : [];
    if (isAllowed) {
      // The browser may be gone by then, and the permission with it.
      timer = setTimeout(() => void allow(false).catch(() => undefined), longestMs);
      timer.unref();
    }
    await pipe.send("Browser.grantPermissions", { origin: pageOrigin.chromium, permissions });
  }

  return { allow };
}
