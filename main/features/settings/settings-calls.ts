import type { AppState } from "../../../shared/ipc/app-calls.ts";
import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { NoticesService } from "./notices-service.ts";
import type { ProxyService } from "./proxy-service.ts";
import type { SettingsService } from "./settings-service.ts";

export interface SettingsCallsDeps {
  readonly settings: SettingsService;
  readonly proxy: ProxyService;
  readonly notices: NoticesService;
  /** What does not change while the app runs. */
  readonly about: Omit<AppState, "settings" | "hasProxyPassword" | "notices">;
  /** The system's folder dialog; null when the person cancelled. */
  readonly pickFolder: () => Promise<string | null>;
}

type SettingsCalls = Pick<
  Handlers,
  "app.state" | "app.dismissNotice" | "settings.update" | "settings.setProxy" | "settings.pickDownloadFolder"
>;

export function createSettingsCalls(deps: SettingsCallsDeps): SettingsCalls {
  const { settings, proxy, notices, about, pickFolder } = deps;
  return {
    "app.state": async () => ({
      ...about,
      settings: await settings.get(),
      hasProxyPassword: await proxy.hasPassword(),
      notices: [...(await notices.list())],
    }),
    "app.dismissNotice": ({ id }) => notices.dismiss(id),
    "settings.update": (changes) => settings.update(definedOnly(changes)),
    "settings.setProxy": ({ proxy: wanted, password }) => proxy.set(wanted, password),
    "settings.pickDownloadFolder": async () => {
      const downloadFolder = await pickFolder();
      return downloadFolder === null ? null : settings.update({ downloadFolder });
    },
  };
}

/** zod gives absent keys the type "or undefined"; the service takes only what is there. */
function definedOnly<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as never;
}
