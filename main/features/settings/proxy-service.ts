import { z } from "zod";
import type { ProxySettings, Settings } from "../../../shared/domain/settings.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Log } from "../../platform/log.ts";
import { type ProxyServer, parseProxy, type RoutesFor } from "../../platform/network/routes.ts";
import type { SecretStore } from "../../shell/shell.ts";
import type { SettingsService } from "./settings-service.ts";

/** Which proxy the app uses, as the person set it. */
export interface ProxyService {
  readonly routesFor: RoutesFor;
  /** For the address and the user that are set, also while another way than theirs is chosen. */
  hasPassword(): Promise<boolean>;
  /** See `settings.setProxy` of the contract. */
  set(proxy: ProxySettings, password: string | null | undefined): Promise<Settings>;
}

export interface ProxyDeps {
  readonly settings: SettingsService;
  readonly secrets: SecretStore;
  /** What the operating system says; the environment's variables where it is not asked. */
  readonly systemRoutesFor: RoutesFor;
  readonly log: Pick<Log, "registerSecret">;
}

const secretName = "proxy/password";

/** The password with whom it is for: it is never sent to a proxy that the address was changed to. */
const KeptPassword = z.object({ address: z.string(), user: z.string(), password: z.string() });

export function createProxyService(deps: ProxyDeps): ProxyService {
  const { settings, secrets, systemRoutesFor, log } = deps;
  /** Read once, dropped when it is set anew: each request asks for its route. */
  let reading: Promise<{ readonly mode: ProxySettings["mode"]; readonly proxy: ProxyServer | null }> | null =
    null;

  async function keptPassword({ address, user }: ProxySettings): Promise<string | null> {
    const text = await secrets.read(secretName);
    if (text === null) return null;
    const kept = KeptPassword.safeParse(parseJson(text));
    const isTheirs = kept.success && kept.data.address === address && kept.data.user === user;
    return isTheirs ? kept.data.password : null;
  }

  async function read() {
    const { proxy } = await settings.get();
    if (proxy.mode !== "manual") return { mode: proxy.mode, proxy: null };
    const password = (proxy.user === "" ? null : await keptPassword(proxy)) ?? "";
    if (password !== "") log.registerSecret(password);
    return { mode: proxy.mode, proxy: { ...parseProxy(proxy.address), user: proxy.user, password } };
  }

  return {
    async routesFor(url) {
      reading ??= read();
      const current = reading;
      const { mode, proxy } = await current.catch((cause: unknown) => {
        // A locked keyring or cache may open later: the next request reads again.
        if (reading === current) reading = null;
        throw cause;
      });
      if (mode === "none") return ["direct"];
      return proxy === null ? systemRoutesFor(url) : [proxy];
    },

    async hasPassword() {
      const { proxy } = await settings.get();
      return proxy.user !== "" && (await keptPassword(proxy)) !== null;
    },

    async set(proxy, password) {
      const wanted = { ...proxy, address: proxy.address.trim(), user: proxy.user.trim() };
      if (wanted.mode === "manual") {
        const { user, password: written } = parseProxy(wanted.address);
        if (user !== "" || written !== "") {
          throw new AppError("invalid", "user and password of the proxy have fields of their own");
        }
      }
      const { address, user } = wanted;
      if (password === null || (password === undefined && (await keptPassword(wanted)) === null)) {
        await secrets.remove(secretName);
      } else if (password !== undefined) {
        log.registerSecret(password);
        await secrets.write(secretName, JSON.stringify({ address, user, password }));
      }
      const kept = await settings.update({ proxy: wanted });
      reading = null;
      return kept;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
