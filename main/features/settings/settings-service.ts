import { defaultSettings, Settings } from "../../../shared/domain/settings.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { Database } from "../../platform/database/database.ts";

export interface SettingsService {
  /** As kept; a value that no longer makes sense is its default. */
  get(): Promise<Settings>;
  /** Keeps what is named, leaves the rest. */
  update(changes: Partial<Settings>): Promise<Settings>;
}

export function createSettingsService(deps: { database: Database; emit: Emit }): SettingsService {
  const { database, emit } = deps;

  async function get(): Promise<Settings> {
    const rows = await database.all<{ name: string; value: string }>("SELECT name, value FROM settings");
    const kept = new Map(rows.map(({ name, value }) => [name, value]));
    const read = <Name extends keyof Settings>(name: Name): Settings[Name] => {
      const text = kept.get(name);
      if (text === undefined) return defaultSettings[name];
      const value = Settings.shape[name].safeParse(parseJson(text));
      return (value.success ? value.data : defaultSettings[name]) as Settings[Name];
    };
    return {
      language: read("language"),
      theme: read("theme"),
      downloadFolder: read("downloadFolder"),
      proxy: read("proxy"),
    };
  }

  return {
    get,
    async update(changes) {
      const named = Object.entries(changes).filter(([, value]) => value !== undefined);
      await database.transaction(
        named.map(([name, value]) => ({
          sql: "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
          parameters: [name, JSON.stringify(value)],
        })),
      );
      if (named.length > 0) emit("settings.changed", {});
      return get();
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
