import type { SettingName } from "../../../shared/domain/group-settings.ts";
import { type OwnReason, ownReasons } from "../../../shared/domain/job-reasons.ts";
import { settingNames } from "../../../shared/domain/setting-names.ts";
import { useRefusalWords } from "../../errors/refusal-words.ts";
import { useText } from "../../i18n.ts";
import { useSettingWords } from "./setting-words.ts";

export interface SayingWords {
  readonly own: (reason: OwnReason) => string;
  readonly server: (words: string) => string;
  readonly setting: (name: SettingName) => string;
}

const keys = new Map<string, OwnReason>(
  Object.entries(ownReasons).map(([key, words]) => [words, key as OwnReason]),
);
const settings: ReadonlyMap<string, SettingName> = new Map(settingNames.map((name) => [name, name]));

/** Our own reasons in the user's language; the server's words as they are, and said to be the server's. */
export function sayReason(reason: string, words: SayingWords): string {
  const key = keys.get(reason);
  if (key) return words.own(key);
  const [, head = "", rest = ""] = /^([^:]+): (.*)$/s.exec(reason) ?? [];
  const own = keys.get(head);
  if (own) return `${words.own(own)} ${words.server(rest)}`;
  const named = head.split(", ").map((part) => settings.get(part));
  // A single act names the value, too.
  const [, value = "", why = ""] = /^(.*) · (.*)$/s.exec(rest) ?? [];
  const ownWhy = keys.get(why);
  if (named.every((name) => name !== undefined)) {
    if (ownWhy) return `${named.map(words.setting).join(" · ")} — ${value} · ${words.own(ownWhy)}`;
    return `${named.map(words.setting).join(" · ")} — ${sayReason(rest, words)}`;
  }
  return words.server(reason);
}

/** Whether it ends in words of ours, which `sayReason` has in the user's language. */
export function endsInOwnReason(reason: string): boolean {
  return keys.has(reason.split(/: | · /).at(-1) ?? "");
}

/** Says a reason in the language of the window. */
export function useReasonWords(): (reason: string) => string {
  const own = useText("jobs");
  const { name: setting } = useSettingWords();
  const { kept: server } = useRefusalWords();
  return (reason) => sayReason(reason, { own, server, setting });
}
