import type { SecretPlace } from "../../shared/domain/account.ts";
import type { EventName, EventPayload, Reply } from "../../shared/ipc/contract.ts";
import type { Capture } from "./capture-grants.ts";
import type { Ask } from "./message-box.ts";

/** Who sent a call: compared with the one page we opened ourselves. */
export interface Sender {
  readonly origin: string;
  readonly isTopFrame: boolean;
}

export type CallFromPage = (sender: Sender, name: unknown, input: unknown) => Promise<Reply>;
/** Keeps the path of a file the person dropped or picked; answers with a FileHandle. */
export type AdoptPath = (sender: Sender, path: string) => Promise<Reply>;

export interface WindowDeps {
  readonly onCall: CallFromPage;
  readonly onAdoptPath: AdoptPath;
  /** The page's process died. It is loaded again, except when that just happened: then the window closes. */
  readonly onCrash?: (crash: Crash) => void;
  /**
   * Asked when the person closes the window or quits; not for close(). False: it stays, or is opened again by a shell
   * whose window cannot be kept from going.
   */
  readonly mayClose?: (window: ClosingWindow) => Promise<boolean>;
}

/** A window that waits for an answer to "may it close". Where it is gone already, hiding and showing do nothing. */
export interface ClosingWindow {
  /** `onBack`: it was brought back by the person, e.g. by starting the app a second time. */
  hide(onBack: () => void): void;
  show(): void;
}

export interface Crash {
  readonly reason: string;
  readonly isReloaded: boolean;
}

export interface ShellWindow {
  send<N extends EventName>(name: N, payload: EventPayload<N>): void;
  focus(): void;
  /** Resolves when the person closed the window. */
  readonly closed: Promise<void>;
  /** Closes it for the person; `closed` resolves too. */
  close(): Promise<void>;
}

/** What a desktop gives us. Two adapters: Electron (the product) and a system Chromium (development and tests). */
export interface Shell {
  readonly kind: "electron" | "chromium";
  readonly systemLanguage: string;
  readonly downloadsFolder: string;
  readonly secrets: SecretStore;
  /**
   * What the operating system says of the way to a URL, as a proxy script would answer: "PROXY a:8080; DIRECT". Null
   * where the shell cannot ask it: the variables of the environment count then.
   */
  readonly proxyFor: ((url: string) => Promise<string>) | null;
  /** Resolves once it is certain that no other app runs on the same data; rejects where one does. */
  readonly alone: Promise<void>;
  openWindow(deps: WindowDeps): Promise<ShellWindow>;
  /** Absolute paths; [] when the person cancelled. */
  pickFiles(): Promise<readonly string[]>;
  pickFolder(): Promise<string | null>;
  /** Where to save; null when the person cancelled. Never writes by itself. */
  pickSavePath(suggestedName: string): Promise<string | null>;
  showInFolder(path: string): Promise<void>;
  /** Opens a web page outside the app, in the person's own browser. Refuses everything but http(s). */
  openInBrowser(url: string): Promise<void>;
  readonly ask: Ask;
  copyText(text: string): Promise<void>;
  /**
   * On the person's click: our page may open the camera, or ask for a picture of a screen, once and soon. Which screen
   * or window, the person chooses in the shell's own list. Without this it may do neither.
   */
  allowCapture(what: Capture): Promise<void>;
  /** The page needs it no more: what is left of the permission is taken back. */
  endCapture(): Promise<void>;
}

/** Names are ours (`<account id>/token`); values are tokens and passwords. */
export interface SecretStore {
  readonly place: SecretPlace;
  /** Null when there is none; never null because reading failed: that throws AppError("storage"). */
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
  /** Removing what is not there is fine. */
  remove(name: string): Promise<void>;
}
