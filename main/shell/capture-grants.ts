export type Capture = "camera" | "screen";

/** A permission as the browser asks for it. */
export interface AskedPermission {
  readonly permission: string;
  readonly origin: string;
  readonly isMainFrame: boolean;
  /** What of the media is wanted; empty where the browser does not say. */
  readonly mediaTypes: readonly string[];
}

/** How Electron's handlers tell of a permission, each in its own way. */
interface PermissionDetails {
  readonly isMainFrame: boolean;
  readonly requestingUrl?: string;
  readonly securityOrigin?: string;
  readonly mediaTypes?: readonly string[];
  readonly mediaType?: string;
}

export function askedFor(permission: string, details: PermissionDetails): AskedPermission {
  const { isMainFrame, requestingUrl, securityOrigin, mediaTypes, mediaType } = details;
  return {
    permission,
    isMainFrame,
    origin: securityOrigin || requestingUrl || "",
    mediaTypes: mediaTypes ?? (mediaType === undefined ? [] : [mediaType]),
  };
}

export interface CaptureGrants {
  /** The person clicked: this one may be opened, once, soon. In place of any earlier grant. */
  allow(what: Capture): void;
  /** Uses the grant up; false where there is none for exactly this. */
  take(asked: AskedPermission): boolean;
  /** Whether it was granted lately, used up or not: opens nothing, but lets the page name the cameras. */
  wasGranted(asked: AskedPermission): boolean;
  end(): void;
}

const grantMs = 30_000;

/** The only permissions the page ever has: a picture from a camera or of a screen, without sound, in our own top frame. */
export function createCaptureGrants(ownOrigin: string, now: () => number = Date.now): CaptureGrants {
  let grant: { readonly what: Capture; readonly until: number; isUsed: boolean } | null = null;

  const granted = (asked: AskedPermission) =>
    grant !== null && now() < grant.until && asked.isMainFrame && isSameOrigin(asked.origin, ownOrigin)
      ? captureIn(asked) === grant.what
      : false;

  return {
    allow(what) {
      grant = { what, until: now() + grantMs, isUsed: false };
    },
    take(asked) {
      if (grant === null || grant.isUsed || !granted(asked)) return false;
      grant.isUsed = true;
      return true;
    },
    wasGranted: granted,
    end() {
      grant = null;
    },
  };
}

function captureIn({ permission, mediaTypes }: AskedPermission): Capture | null {
  if (mediaTypes.some((type) => type !== "video")) return null;
  if (permission === "media") return mediaTypes.length > 0 ? "camera" : null;
  return permission === "display-capture" ? "screen" : null;
}

/** Electron names the asking page by its origin, with and without a slash at the end, or by its whole address. */
function isSameOrigin(address: string, ownOrigin: string): boolean {
  return address === ownOrigin || address.startsWith(`${ownOrigin}/`);
}
