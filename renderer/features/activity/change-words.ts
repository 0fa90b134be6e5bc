import type { ActivityChange, ChangedValue } from "../../../shared/domain/activity.ts";
import { isSettingName } from "../../../shared/domain/setting-names.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { formatEnd } from "../administration/mute-times.ts";
import { useSettingWords } from "../jobs/setting-words.ts";

export interface ChangeWords {
  /** What was changed, where the kind of act does not say it: the setting. Null for all else. */
  label(change: ActivityChange): string | null;
  /** A value as the settings call it; null where no word can show it: a picture. */
  value(field: string, value: ChangedValue): string | null;
  /** What a job set, which tells it as "joinRule: open, showsHistory: true". */
  list(detail: string): string;
}

/** The words of what an act replaced: the same as beside the switches themselves. */
export function useChangeWords(): ChangeWords {
  const text = useText("activity");
  const administrationText = useText("administration");
  const language = useLanguage();
  const settings = useSettingWords();

  function muteWords(value: ChangedValue): string {
    if (value === null) return administrationText("notMuted");
    const end = Number(value);
    if (end < 0) return administrationText("mutedForEver");
    return administrationText("mutedUntil", { time: formatEnd(end, language, Date.now()) });
  }

  function pairWords(pair: string): string {
    const [field = "", value = ""] = pair.split(": ");
    if (!isSettingName(field)) return pair;
    const isSwitch = value === "true" || value === "false";
    return `${settings.name(field)}: ${settings.value(field, isSwitch ? value === "true" : value)}`;
  }

  return {
    list: (detail) => detail.split(", ").map(pairWords).join(text("listComma")),
    label: ({ field }) => (isSettingName(field) ? settings.name(field) : null),
    value(field, value) {
      if (field === "avatar") return null;
      if (field === "mutedUntil") return muteWords(value);
      if (isSettingName(field)) return settings.value(field, value);
      return value === null ? text("valueNotKnown") : String(value) || text("valueEmpty");
    },
  };
}
