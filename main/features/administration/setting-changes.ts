import type { ActivityChange } from "../../../shared/domain/activity.ts";
import type { GroupSettings } from "../../../shared/domain/group-settings.ts";
import { ownReasons } from "../../../shared/domain/job-reasons.ts";
import { settingNames } from "../../../shared/domain/setting-names.ts";
import { AppError, effectOf, toAppError } from "../../../shared/errors.ts";
import type { ChangeableSettings } from "../../backends/administration.ts";
import type { Log } from "../../platform/log.ts";
import type { ReadBack } from "../../platform/read-back.ts";
import { endWords } from "./group-values.ts";
import type { Place } from "./place.ts";
import { type ActRecorder, actIn, endOf } from "./recorded-act.ts";

/** What is left out stays as it is. */
export type SettingChanges = {
  readonly [K in keyof ChangeableSettings]?: ChangeableSettings[K] | undefined;
};
type Setting = keyof ChangeableSettings;

export interface SettingChangesDeps {
  readonly recorder: ActRecorder;
  readonly refreshed: (place: Place) => Promise<void>;
  readonly log: Log;
  readonly readBack: ReadBack;
  readonly now: () => number;
}

/** Clocks differ, and a mute that was set is not counted anew. */
const clockToleranceMs = 5 * 60_000;

/** Settings are changed one by one and believed only once they were read back. */
export function createSettingChanges({ recorder, refreshed, log, readBack, now }: SettingChangesDeps) {
  const settingsOf = ({ administration, groupId }: Place) => administration.settings(groupId);

  /** Sends in order until one fails, reads all back, and keeps in the journal what became of each that was sent. */
  async function change(place: Place, wanted: SettingChanges): Promise<GroupSettings> {
    const names = settingNames.filter((name) => wanted[name] !== undefined);
    if (names.some((name) => wanted[name] === null))
      throw new AppError("invalid", "a setting cannot be null");
    const actOf = (name: Setting) =>
      actIn(place, { kind: "change_setting", detail: `${name}: ${wanted[name]}` });
    return await recorder.attempt(names.map(actOf), async ({ ended, afterwards }) => {
      const before = await valuesBefore(place);
      const sent: { readonly name: Setting; readonly error: AppError | null }[] = [];
      for (const name of names) {
        const error = await send(place, name, wanted);
        sent.push({ name, error });
        if (error !== null) break;
      }
      // What was refused for good is not waited for.
      const asked = sent.filter(({ error }) => mayHaveChanged(error));
      const { settings, readError } = await settingsAfter(place, (told) =>
        asked.every(({ name }) => isSet(told, name, wanted)),
      );
      const judgedOnes = sent.map(({ name, error }) => ({
        name,
        left: settings === null ? error : judged(error, isSet(settings, name, wanted)),
      }));
      ended(
        judgedOnes.flatMap(({ name, left }) => {
          const change = { field: name, before: before?.[name] ?? null, after: wanted[name] ?? null };
          return endOf(actOf(name), left, change);
        }),
      );
      if (judgedOnes.some(({ left }) => mayHaveChanged(left))) await afterwards(() => refreshed(place));
      const failure = judgedOnes.find(({ left }) => left !== null)?.left ?? null;
      if (failure !== null) throw failure;
      if (settings === null) throw readError;
      return settings;
    });
  }

  /** Read for the journal only: a change whose earlier value is not known is made all the same. */
  async function valuesBefore(place: Place): Promise<GroupSettings | null> {
    return await settingsOf(place).catch((cause: unknown) => {
      log.warn("settings could not be read before a change", { code: toAppError(cause).code });
      return null;
    });
  }

  async function send(place: Place, name: Setting, wanted: SettingChanges): Promise<AppError | null> {
    const { administration, groupId } = place;
    async function sendOne<K extends Setting>(setting: K): Promise<void> {
      await administration.changeSetting(groupId, setting, wanted[setting] as ChangeableSettings[K]);
    }
    return await sendOne(name).then(() => null, toAppError);
  }

  async function settingsAfter(place: Place, isSo: (told: GroupSettings) => boolean) {
    return await readBack(() => settingsOf(place), isSo).then(
      (settings) => ({ settings, readError: null }),
      (cause: unknown) => ({
        settings: null,
        readError: new AppError("outcome_unknown", "the change could not be read back", { cause }),
      }),
    );
  }

  async function muteAll(place: Place, minutes: number): Promise<GroupSettings> {
    const { administration, groupId } = place;
    const kind = minutes === 0 ? "unmute_all" : "mute_all";
    const act = actIn(place, { kind, detail: minutesWords(minutes) });
    return await recorder.attempt([act], async ({ ended, afterwards }) => {
      const before = await valuesBefore(place);
      const error = await administration.muteAll(groupId, minutes).then(() => null, toAppError);
      const sentAt = now();
      const { settings, readError } = await settingsAfter(
        place,
        ({ mutedUntil }) => !mayHaveChanged(error) || isMutedFor(mutedUntil, minutes, sentAt),
      );
      const left =
        settings === null ? error : judged(error, isMutedFor(settings.mutedUntil, minutes, sentAt));
      const change = before && settings && muteChange(before, settings);
      ended(endOf(act, left, change));
      if (mayHaveChanged(left)) await afterwards(() => refreshed(place));
      if (left !== null) throw left;
      if (settings === null) throw readError;
      return settings;
    });
  }

  return { change, muteAll };
}

/** What a change ended as, now that the server's state is known: a lost answer that took effect is none. */
function judged(error: AppError | null, isSo: boolean): AppError | null {
  if (isSo && (error === null || effectOf(error) === "unknown")) return null;
  return error ?? new AppError("unconfirmed", ownReasons.stillShowsOldValue);
}

/** What the server does not tell of, and took without a word against it, counts as set. */
function isSet(told: GroupSettings, name: Setting, wanted: SettingChanges): boolean {
  return told[name] === null || told[name] === wanted[name];
}

function mayHaveChanged(error: AppError | null): boolean {
  return error === null || effectOf(error) === "unknown";
}

/** Null means that nobody is muted, so an end that is not known makes no change at all. */
function muteChange(before: GroupSettings, after: GroupSettings): ActivityChange {
  return { field: "mutedUntil", before: endWords(before.mutedUntil), after: endWords(after.mutedUntil) };
}

function minutesWords(minutes: number): string | null {
  if (minutes === 0) return null;
  return minutes < 0 ? "for ever" : `${minutes} min`;
}

function isMutedFor(mutedUntil: number | null, minutes: number, at: number): boolean {
  if (minutes === 0) return mutedUntil === null;
  if (mutedUntil === null || minutes < 0) return mutedUntil === -1;
  return Math.abs(mutedUntil - (at + minutes * 60_000)) <= clockToleranceMs;
}
