import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "../../../shared/domain/account.ts";
import type { DeviceSettings, DeviceSignIn, DeviceState } from "../../../shared/domain/device-sign-in.ts";
import { isUnderWay } from "../../../shared/domain/device-steps.ts";
import { keptError } from "../../../shared/domain/kept-error.ts";
import { AppError, type ErrorCode, toAppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { DeviceBackend, DeviceProgress, GroupBackend } from "../../backends/backend.ts";
import type { Log } from "../../platform/log.ts";
import type { KeptDevice } from "./devices-repository.ts";

/** What signing in needs of the accounts; AccountsService gives it. */
export interface DeviceAccounts {
  get(accountId: string): Account;
  backendFor(accountId: string): GroupBackend;
  device(accountId: string): KeptDevice;
  keepDevice(accountId: string, changes: Partial<KeptDevice>): Promise<void>;
  deviceSignedIn(accountId: string, deviceId: string, selfId: string): Promise<void>;
}

export interface DeviceSignInDeps {
  readonly accounts: DeviceAccounts;
  readonly emit: Emit;
  readonly log: Pick<Log, "warn">;
  /** Between two looks at what became of a code; the vendor asks for 5 s. */
  readonly pollMs?: number;
  readonly now?: () => number;
}

export interface DeviceChoice extends DeviceSettings {
  /** "new" makes one, at most once: until it is signed in on, it is the one that is meant. */
  readonly device: "same" | "new";
}

export type DeviceSignInService = ReturnType<typeof createDeviceSignIn>;

/** As long as the vendor says that a code is good, until a look tells better. */
const firstCodeMs = 150_000;
/** The code may have been scanned at the last moment, and the phone asks its person to confirm. */
const graceMs = 15_000;

/** Errors that say that nothing more will come of asking; after any other the next look is made as if nothing had been. */
const final: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "signed_out",
  "insecure",
  "unsupported",
  "not_found",
  "invalid",
  "internal",
  "storage",
]);

interface Run {
  readonly control: AbortController;
  state: DeviceSignIn;
  /** The number that the phone shows; sent with the next look. */
  number: string | null;
  ended: Promise<void>;
}

/** Signs the device of a WeChat account in again, by a code that the phone scans. One at a time for each account. */
export function createDeviceSignIn(deps: DeviceSignInDeps) {
  const { accounts, emit, log, pollMs = 5000, now = Date.now } = deps;
  const runs = new Map<string, Run>();
  const ending = new Map<string, Promise<void>>();
  const watchers = new Map<string, Set<() => void>>();

  function show(accountId: string, run: Run, changes: Partial<DeviceSignIn>): void {
    run.state = { ...run.state, ...changes };
    if (runs.get(accountId) !== run) return;
    emit("deviceSignIn.changed", { accountId });
    for (const heard of watchers.get(accountId) ?? []) heard();
  }

  function deviceOf(accountId: string): DeviceBackend {
    const { device } = accounts.backendFor(accountId);
    if (device === null) throw new AppError("unsupported", "this kind of account has no device");
    return device;
  }

  /** Whether the account's own person is there; a stranger is signed out, who must not be taken for them. */
  async function isThere(accountId: string, deviceId: string): Promise<boolean> {
    const device = deviceOf(accountId);
    const { selfId } = accounts.get(accountId);
    try {
      const person = await device.person(deviceId);
      if (selfId !== null && person !== selfId) {
        await device.signOut(deviceId);
        return false;
      }
      await accounts.deviceSignedIn(accountId, deviceId, person);
      return true;
    } catch (cause) {
      if (isOnlyNo(cause)) return false;
      throw cause;
    }
  }

  /** Without a code, where that helps: somebody signed it in elsewhere meanwhile, or the connection only broke. */
  async function withoutCode(accountId: string, deviceId: string): Promise<boolean> {
    if (await isThere(accountId, deviceId)) return true;
    const isTaken = await deviceOf(accountId)
      .reconnect(deviceId)
      .then(
        () => true,
        (cause: unknown) => (isOnlyNo(cause) ? false : Promise.reject(cause)),
      );
    return isTaken && (await isThere(accountId, deviceId));
  }

  /** A gateway that still takes WeChat for signed in gives no code that works, until it is told otherwise. */
  async function freeFromStuck(accountId: string, deviceId: string): Promise<void> {
    const device = deviceOf(accountId);
    try {
      if (await device.isOnline(deviceId)) await device.signOut(deviceId);
    } catch (cause) {
      if (!isOnlyNo(cause)) throw cause;
    }
  }

  async function code(accountId: string, run: Run, { device: which, type, regionId }: DeviceChoice) {
    const device = deviceOf(accountId);
    const { appId } = accounts.get(accountId);
    const deviceId = which === "same" ? appId : accounts.device(accountId).newDeviceId;
    if (which === "same" && (await withoutCode(accountId, appId))) return null;
    if (deviceId !== null) await freeFromStuck(accountId, deviceId);
    run.control.signal.throwIfAborted();
    // Not aborted with the rest: a device that is made must be kept.
    const given = await device.code(deviceId, { type, regionId });
    if (given.deviceId !== appId) await accounts.keepDevice(accountId, { newDeviceId: given.deviceId });
    return given;
  }

  async function signIn(accountId: string, run: Run, choice: DeviceChoice): Promise<void> {
    const { signal } = run.control;
    const device = deviceOf(accountId);
    const given = await code(accountId, run, choice);
    if (given === null) return show(accountId, run, { step: "done" });
    signal.throwIfAborted();
    const { deviceId, text, picture } = given;
    let endsAt = now() + firstCodeMs;
    const shown = () => ({ code: { text, picture, endsAt } });
    let isConfirmed = false;
    show(accountId, run, { step: "waiting", deviceId, ...shown() });
    for (;;) {
      await sleep(pollMs, undefined, { signal });
      const progress = await look(device, given, run);
      if (progress === null) {
        if (now() > endsAt + graceMs)
          return show(accountId, run, { step: isConfirmed ? "nobody" : "expired" });
        continue;
      }
      switch (progress.step) {
        case "waiting":
        case "scanned": {
          if (progress.secondsLeft !== null) endsAt = now() + progress.secondsLeft * 1000;
          const person = progress.step === "scanned" ? progress.person : null;
          show(accountId, run, { step: progress.step, person, checkUrl: null, ...shown(), words: null });
          break;
        }
        case "check": {
          // The person is busy with it: the code's time is not what ends it.
          endsAt = now() + firstCodeMs;
          show(accountId, run, { step: "check", checkUrl: webAddress(progress.url), words: progress.url });
          break;
        }
        case "nobody":
          isConfirmed = true;
          show(accountId, run, { step: "scanned", person: progress.person, checkUrl: null, words: null });
          break;
        case "refused":
          show(accountId, run, { words: progress.words });
          break;
        case "cancelled":
          return show(accountId, run, { step: "cancelled", person: progress.person });
        case "expired":
          return show(accountId, run, { step: isConfirmed ? "nobody" : "expired", words: progress.words });
        case "signed_in":
          return await welcome(accountId, run, deviceId, progress);
      }
      if (now() > endsAt + graceMs) return show(accountId, run, { step: isConfirmed ? "nobody" : "expired" });
    }
  }

  /** Null where the look itself failed and the next may not. */
  async function look(
    device: DeviceBackend,
    given: { readonly deviceId: string; readonly uuid: string },
    run: Run,
  ): Promise<DeviceProgress | null> {
    const { number } = run;
    run.number = null;
    try {
      return await device.look(given, { number, signal: run.control.signal });
    } catch (cause) {
      const error = toAppError(cause);
      if (final.has(error.code) || run.control.signal.aborted) throw error;
      log.warn("a look at a code to sign in by failed", { code: error.code });
      return null;
    }
  }

  /** Only now is it certain who scanned the code. */
  async function welcome(
    accountId: string,
    run: Run,
    deviceId: string,
    { wxid, person }: Extract<DeviceProgress, { step: "signed_in" }>,
  ): Promise<void> {
    const device = deviceOf(accountId);
    const selfId = wxid ?? (await device.person(deviceId));
    const own = accounts.get(accountId).selfId;
    if (own === null || own === selfId) {
      await accounts.deviceSignedIn(accountId, deviceId, selfId);
      return show(accountId, run, { step: "done", person, words: null });
    }
    // Left signed in, they would be taken for the account's own person by everything that follows.
    const failure = await device.signOut(deviceId).then(
      () => null,
      (cause: unknown) => keptError(toAppError(cause)),
    );
    show(accountId, run, { step: "other_person", person: person ?? selfId, error: failure });
  }

  /** Its last request may still be on its way, and what that brings is kept: who begins anew waits for it. */
  function stop(accountId: string): Promise<void> {
    const run = runs.get(accountId);
    runs.delete(accountId);
    run?.control.abort();
    if (run !== undefined) ending.set(accountId, run.ended);
    return ending.get(accountId) ?? Promise.resolve();
  }

  return {
    state(accountId: string): DeviceState {
      const { type, regionId, newDeviceId } = accounts.device(accountId);
      const signIn = runs.get(accountId)?.state ?? null;
      return { accountId, settings: { type, regionId }, newDeviceId, signIn };
    },

    /** Told of each change, as the event tells the page. Returns a function that stops listening. */
    watch(accountId: string, heard: () => void): () => void {
      const all = watchers.get(accountId) ?? new Set();
      watchers.set(accountId, all.add(heard));
      return () => all.delete(heard);
    },

    /** Begins anew, whatever was under way; how it goes on is told by `state`. */
    async start(accountId: string, choice: DeviceChoice): Promise<void> {
      await stop(accountId);
      const { type, regionId, device } = choice;
      const { newDeviceId } = accounts.device(accountId);
      const isNewDevice = device === "new";
      const deviceId = isNewDevice ? (newDeviceId ?? "") : accounts.get(accountId).appId;
      await accounts.keepDevice(accountId, { type, regionId });
      const state = { ...nothingYet, isNewDevice, deviceId };
      const run: Run = { control: new AbortController(), state, number: null, ended: Promise.resolve() };
      runs.set(accountId, run);
      run.ended = signIn(accountId, run, choice).catch((cause: unknown) => {
        if (run.control.signal.aborted) return;
        const error = toAppError(cause);
        log.warn("signing in to WeChat failed", { code: error.code });
        show(accountId, run, { step: "failed", error: keptError(error) });
      });
      show(accountId, run, {});
    },

    /** The number that the phone asks its person to pass on. */
    enterNumber(accountId: string, number: string): void {
      const run = runs.get(accountId);
      if (run === undefined || !isUnderWay(run.state))
        throw new AppError("not_found", "nobody is signing in");
      run.number = number;
    },

    /** Where WeChat wants the person to go; null where nothing is to be opened. */
    checkUrl: (accountId: string): string | null => runs.get(accountId)?.state.checkUrl ?? null,

    /** Nobody looks any more; the code itself ends by its own time. */
    async cancel(accountId: string): Promise<void> {
      void stop(accountId);
      emit("deviceSignIn.changed", { accountId });
    },

    /** The same, resolved when nothing of it is on its way any more. */
    end: stop,

    /** Resolves when what is under way has come to its end. */
    settled: async (accountId: string): Promise<void> => runs.get(accountId)?.ended,

    async close(): Promise<void> {
      await Promise.all([...runs.keys(), ...ending.keys()].map(stop));
    },
  };
}

const nothingYet = {
  step: "preparing",
  code: null,
  person: null,
  checkUrl: null,
  words: null,
  error: null,
} as const;

/** The gateway said no, or gave up: that is an answer here, after which something else is tried. */
function isOnlyNo(cause: unknown): boolean {
  return (
    cause instanceof AppError &&
    ["refused", "device_offline", "timeout", "outcome_unknown", "bad_answer"].includes(cause.code)
  );
}

/** Only what a browser opens as a page; whatever else the gateway names is shown and not opened. */
function webAddress(text: string): string | null {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}
