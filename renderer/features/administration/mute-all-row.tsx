import { useEffect, useReducer } from "react";
import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { useGroupSettingsStore } from "./group-settings-store.ts";
import { formatEnd, minutesUntilTomorrowMorning } from "./mute-times.ts";
import { SettingRow } from "./setting-row.tsx";

const longestTimerMs = 2_147_483_647;

/** Whether everybody is muted and until when; the usual lengths, one click each. */
export function MuteAllRow({ isDisabled }: { readonly isDisabled: boolean }) {
  const text = useText("administration");
  const language = useLanguage();
  const settings = useGroupSettingsStore((state) => state.settings);
  const isBusy = useGroupSettingsStore((state) => state.saves.muteAll?.state === "saving");
  const muteAll = useGroupSettingsStore((state) => state.muteAll);
  const until = settings?.mutedUntil ?? null;
  const isMuted = useIsStillMuted(until);
  const presets = [
    { label: text("for10Minutes"), minutes: () => 10 },
    { label: text("for1Hour"), minutes: () => 60 },
    { label: text("untilTomorrow"), minutes: () => minutesUntilTomorrowMorning(Date.now()) },
    { label: text("forEver"), minutes: () => -1 },
  ];

  function stateWords(): string {
    if (until === null || !isMuted) return text("notMuted");
    if (until < 0) return text("mutedForEver");
    return text("mutedUntil", { time: formatEnd(until, language, Date.now()) });
  }

  return (
    <SettingRow name="muteAll" label={text("muteAll")} hint={text("muteAllHint")}>
      {(ids) => (
        <fieldset className="mute-all" aria-labelledby={ids.labelledBy} disabled={isDisabled}>
          <span className="mute-all-state digits">
            {stateWords()}
            {isMuted && (
              <Button size="small" isBusy={isBusy} disabled={isDisabled} onClick={() => void muteAll(0)}>
                {text("lift")}
              </Button>
            )}
          </span>
          <span className="mute-all-presets">
            {presets.map(({ label, minutes }) => (
              <Button
                key={label}
                size="small"
                isBusy={isBusy}
                disabled={isDisabled}
                onClick={() => void muteAll(minutes())}
              >
                {label}
              </Button>
            ))}
          </span>
        </fieldset>
      )}
    </SettingRow>
  );
}

/** Drawn anew when the mute ends, so that the row never claims one that is over. */
function useIsStillMuted(until: number | null): boolean {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (until === null || until < 0) return;
    const waitMs = until - Date.now();
    if (waitMs <= 0) return;
    const timer = setTimeout(draw, Math.min(waitMs + 500, longestTimerMs));
    return () => clearTimeout(timer);
  }, [until]);
  return until !== null && (until < 0 || until > Date.now());
}
