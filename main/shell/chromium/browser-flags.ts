export interface BrowserFlagOptions {
  readonly profileFolder: string;
  readonly url: string;
  readonly language: string;
  readonly isHeadless: boolean;
  readonly size?: { readonly width: number; readonly height: number };
  /** Chromium's sandbox cannot be used as root. */
  readonly isRoot: boolean;
  /** A test's own, e.g. a camera that is none. */
  readonly extra?: readonly string[];
}

/** The last two are pages of an address bar that an app window does not have: loading them takes as long as the rest. */
export const unusedFeatures = [
  "Translate",
  "MediaRouter",
  "OptimizationHints",
  "AutofillServerCommunication",
  "GlobalMediaControls",
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
] as const;

/** An app window without tabs or address bar, that talks to nobody: no DNS, no updates, no sync, no crash reports. */
export function browserFlags(options: BrowserFlagOptions): readonly string[] {
  return [
    "--remote-debugging-pipe",
    `--user-data-dir=${options.profileFolder}`,
    `--app=${options.url}`,
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-proxy-server",
    `--lang=${options.language}`,
    `--window-size=${options.size?.width ?? 1200},${options.size?.height ?? 800}`,
    "--no-first-run",
    "--no-default-browser-check",
    "--no-service-autorun",
    "--disable-background-mode",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-extensions-with-background-pages",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    `--disable-features=${unusedFeatures.join()}`,
    "--disable-quic",
    "--disable-sync",
    "--hide-crash-restore-bubble",
    "--metrics-recording-only",
    "--password-store=basic",
    "--use-mock-keychain",
    ...(options.isHeadless ? ["--headless=new", "--disable-gpu", "--hide-scrollbars"] : []),
    ...(options.extra ?? []),
    ...(options.isRoot ? ["--no-sandbox", "--test-type"] : []),
  ];
}
