import { z } from "zod";
import { vendorDirectory } from "../../../shared/domain/account.ts";
import { AppError, inStep, toAppError } from "../../../shared/errors.ts";
import { isLoopback } from "../../platform/api-origin.ts";
import { createHttpClient, type HttpClient } from "../../platform/http-client.ts";
import type { HttpAnswer } from "../../platform/http-exchange.ts";
import type { Network } from "../../platform/network/network.ts";
import { badAnswer } from "../endpoint-caller.ts";
import { proveCredential } from "../prove-credential.ts";
import { looseInt, text } from "../wire-fields.ts";
import { lanyingEnvelope } from "./lanying-envelope.ts";
import { customDirectoryPaths } from "./open-points.ts";

/** In the order in which they get a head start. */
const vendorHosts = ["https://dns.lanyingim.com", "https://dns.maximtop.com", "https://39.107.255.12"];
const healthPath = "/api/health";
const appPath = "/v2/app_dns";
const headStartMs = 1_000;
const probeTimeoutMs = 8_000;
const maxAnswerBytes = 1024 * 1024;
const maxAddresses = 20;
const failuresBeforeMove = 5;

/** An app in one of these is served nobody; other words than these stop nothing. */
const stoppedStates: ReadonlySet<string> = new Set(["banned", "frozen", "revoked"]);

const ratel = z.looseObject({ protocol: text.nullish(), host: text.nullish() });
const cluster = z.looseObject({ ratel: z.array(ratel).nullish() });
const appAnswer = z.looseObject({
  app_status: text.nullish(),
  dns_list: z
    .array(z.looseObject({ group_level: looseInt.nullish(), clusters: z.array(cluster).nullish() }))
    .nullish(),
});

/** Where the API of an app is. */
export interface Found {
  /** Of all addresses the first that answers; where none does, the first. */
  readonly apiUrl: string;
  /** As the directory names them: all of the first cluster in their order, then those of the next one. */
  readonly apiUrls: readonly string[];
}

/** Asks a directory: "vendor", or an address in its place. Errors say in which `step` of signing in it failed. */
export type FindServer = (directory: string, appId: string, signal?: AbortSignal) => Promise<Found>;

interface DirectoryDeps {
  readonly network: Network;
  /** Tests put their own in place of the vendor's. */
  readonly hosts?: readonly string[];
  readonly startAfterMs?: number;
}

/** Asks as the vendor's clients do: whichever of its hosts first says that it is well is asked for the app. */
export function createDirectory({
  network,
  hosts = vendorHosts,
  startAfterMs = headStartMs,
}: DirectoryDeps): FindServer {
  const clientFor = ({ origin }: URL): HttpClient =>
    createHttpClient({
      network,
      baseUrl: origin,
      allowsInsecureHttp: false,
      refusalOf: lanyingEnvelope.refusalOf,
      maxBytes: maxAnswerBytes,
    });

  async function ask(url: URL, isWell: (status: number) => boolean, signal: AbortSignal): Promise<void> {
    const request = { url, headers: {}, maxBytes: 0, headersOnly: true, isSentOnce: true, signal };
    const { status } = await clientFor(url).raw({ ...request, timeoutMs: probeTimeoutMs });
    if (isWell(status)) return;
    const server = { code: String(status), message: "" };
    throw new AppError("bad_answer", `${url.host}: HTTP ${status}`, { server });
  }

  /** Happy eyeballs: the next one is asked too when the one before has not answered in time, or has failed. */
  function firstThat(
    candidates: readonly string[],
    path: string,
    isWell: (status: number) => boolean,
    signal?: AbortSignal,
  ): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const decided = new AbortController();
    const either = AbortSignal.any(signal ? [decided.signal, signal] : [decided.signal]);
    const waiting = [...candidates];
    const faults: unknown[] = [];
    let timer: NodeJS.Timeout | undefined;
    const askNext = () => {
      clearTimeout(timer);
      const candidate = waiting.shift();
      if (candidate === undefined) return;
      timer = setTimeout(askNext, startAfterMs);
      ask(new URL(path, candidate), isWell, either).then(
        () => resolve(candidate),
        (cause: unknown) => {
          if (decided.signal.aborted) return;
          if (faults.push(cause) === candidates.length) reject(faults[0]);
          else askNext();
        },
      );
    };
    askNext();
    return promise.finally(() => {
      clearTimeout(timer);
      decided.abort();
    });
  }

  async function askForApp(url: URL, appId: string, signal?: AbortSignal) {
    try {
      const answer = await proveCredential("a directory of group APIs", () =>
        clientFor(url).json({
          method: "GET",
          path: url.pathname,
          query: { app_id: appId, source: "sdk" },
          headers: { app_id: appId },
          effect: "read",
          signal,
        }),
      );
      const refusal = lanyingEnvelope.refusalOf(answer);
      if (refusal) throw new AppError(refusal.code, `${url.host} refuses`, { server: refusal.server });
      return addressesIn(lanyingEnvelope.open(answer, url.pathname).data, url);
    } catch (cause) {
      const { code, message, server } = toAppError(cause);
      // Codes of its own, of five digits, are what a directory says of an app.
      const isOfApp = /^\d{5}$/.test(server?.code ?? "") && ["refused", "not_found"].includes(code);
      throw isOfApp ? new AppError("refused", message, { cause, server, step: "app" }) : cause;
    }
  }

  async function askVendor(appId: string, signal?: AbortSignal) {
    const left = [...hosts];
    for (;;) {
      const host = await firstThat(left, healthPath, (status) => status === 200, signal);
      try {
        return await askForApp(new URL(appPath, host), appId, signal);
      } catch (cause) {
        left.splice(left.indexOf(host), 1);
        if (left.length === 0 || isFinal(cause)) throw cause;
      }
    }
  }

  /** A path is taken as it stands; an address without one may be meant either way. */
  async function askCustom(address: string, appId: string, signal?: AbortSignal) {
    const url = new URL(address);
    const paths = url.pathname === "/" ? [...customDirectoryPaths] : [url.pathname];
    for (;;) {
      const path = paths.shift() ?? "/";
      try {
        return await askForApp(new URL(path, url), appId, signal);
      } catch (cause) {
        if (paths.length === 0 || toAppError(cause).code !== "bad_answer") throw cause;
      }
    }
  }

  return (directory, appId, signal) =>
    inStep("find_server", async () => {
      const apiUrls =
        directory === vendorDirectory
          ? await askVendor(appId, signal)
          : await askCustom(directory, appId, signal);
      const isUp = (status: number) => status < 500;
      const apiUrl =
        apiUrls.length === 1
          ? apiUrls[0]
          : await firstThat(apiUrls, "/", isUp, signal).catch((cause: unknown) => {
              if (isFinal(cause)) throw cause;
              return apiUrls[0];
            });
      return { apiUrl, apiUrls };
    });
}

/** Another host would say the same, or nobody waits for it any more. */
function isFinal(cause: unknown): boolean {
  const { step, code } = toAppError(cause);
  return step === "app" || code === "cancelled";
}

function addressesIn(data: unknown, directory: URL): readonly [string, ...string[]] {
  const parsed = appAnswer.safeParse(data);
  if (!parsed.success) throw badAnswer(directory.pathname, parsed.error, ["data"]);
  const { app_status: status, dns_list: groups } = parsed.data;
  const state = status?.toLowerCase() ?? "";
  if (stoppedStates.has(state)) {
    const server = { code: state, message: "" };
    throw new AppError("refused", `the app is ${state}`, { server, step: "app" });
  }
  const clusters = groups?.find(({ group_level: level }) => level === 0)?.clusters ?? [];
  const named = clusters.flatMap(({ ratel: hosts }) => hosts ?? []).map(originOf);
  const web = named.filter((url) => url !== null);
  const [first, ...rest] = new Set(web.filter((url) => isSafe(url, directory)).map(({ origin }) => origin));
  if (first !== undefined) return [first, ...rest.slice(0, maxAddresses - 1)];
  if (web[0]) {
    throw new AppError("insecure", `${directory.host} names ${web[0].host}, which is reached by plain http`);
  }
  throw new AppError("bad_answer", `${directory.host} names no server of this app`);
}

/** Null for what is no bare web address: a name must bring no path, query or user into every request. */
function originOf({ protocol, host }: z.infer<typeof ratel>): URL | null {
  const url = URL.parse(`${protocol}://${host}`);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  return url.href === `${url.origin}/` ? url : null;
}

/** Plain http stays on this machine: from a directory on it to a server on it. */
function isSafe({ protocol, hostname }: URL, directory: URL): boolean {
  return protocol === "https:" || (isLoopback(hostname) && isLoopback(directory.hostname));
}

/** What an account knows of its server's addresses. */
export interface FoundServer extends Found {
  /** How often `apiUrl` failed in a row. Kept over restarts: the command line makes only a few requests in a run. */
  readonly failures: number;
}

export interface FoundHost {
  /** The address of the moment. */
  readonly url: () => string;
  /** Told of each try of each request. Only an address that cannot be reached or answers 5xx has failed. */
  readonly heard: (url: URL, outcome: HttpAnswer | Error) => void;
}

/**
 * Which of the found addresses is used. After 5 failures in a row it is the next one, of the next cluster after that;
 * after the last the directory is asked again, and where that fails too the first is tried anew.
 */
export function createFoundHost(
  known: FoundServer,
  find: () => Promise<Found>,
  onChanged: (now: FoundServer) => void,
): FoundHost {
  let now = known;
  let isAsking = false;

  function change(to: Partial<FoundServer>): void {
    now = { ...now, ...to };
    onChanged(now);
  }

  async function askAgain(): Promise<void> {
    isAsking = true;
    const first = { apiUrls: now.apiUrls, apiUrl: now.apiUrls[0] ?? now.apiUrl };
    try {
      change({ ...(await find().catch(() => first)), failures: 0 });
    } finally {
      isAsking = false;
    }
  }

  return {
    url: () => now.apiUrl,
    heard(url, outcome) {
      // Of an address that was left meanwhile nothing is counted.
      if (url.origin !== now.apiUrl) return;
      const hasFailed = outcome instanceof Error ? isOfHost(outcome) : outcome.status >= 500;
      if (!hasFailed) {
        if (!(outcome instanceof Error) && now.failures > 0) change({ failures: 0 });
        return;
      }
      if (now.failures + 1 < failuresBeforeMove) return change({ failures: now.failures + 1 });
      const next = now.apiUrls[now.apiUrls.indexOf(now.apiUrl) + 1];
      if (next !== undefined) return change({ failures: 0, apiUrl: next });
      // The count stays until the directory has answered: where the app ends before that, the next failure asks again.
      if (!isAsking) void askAgain();
    },
  };
}

/** The host could not be reached or trusted; a proxy that stands before it says nothing of it. */
function isOfHost(cause: Error): boolean {
  return (
    cause instanceof AppError && cause.network !== undefined && !cause.network.reason.startsWith("proxy_")
  );
}
