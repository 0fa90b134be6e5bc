import {
  type GroupSettings,
  type SettingChange,
  SettingChanges,
  type SettingName,
} from "../../../../shared/domain/group-settings.ts";
import { AppError, effectOf, errorWords, toAppError } from "../../../../shared/errors.ts";
import type { AdministrationBackend, ChangeableSettings } from "../../../backends/administration.ts";
import type { ReadBack } from "../../../platform/read-back.ts";
import type { Turn } from "./work.ts";

export interface SentSettings {
  /** What holds afterwards. */
  readonly settings: GroupSettings;
  /** How many of the changes the server took. */
  readonly sent: number;
  /** Its words against the next one; null where it took all. */
  readonly words: string | null;
}

const mostTries = 5;

/**
 * Sets one after the other until one is refused, then reads what holds. Throws what the first one throws; once one was
 * sent, whatever fails is "outcome_unknown", for the group is no longer as it was.
 */
export async function sendSettings(
  administration: AdministrationBackend,
  groupId: string,
  changes: readonly SettingChange[],
  { turn, readBack }: { readonly turn: Turn; readonly readBack: ReadBack },
): Promise<SentSettings> {
  let sent = 0;
  let words: string | null = null;
  try {
    for (const change of changes) {
      if (sent > 0) await turn();
      const send = () => sendOne(administration, groupId, change);
      words = await refusalOf(sent > 0 ? () => patiently(send, turn) : send);
      if (words !== null) break;
      sent += 1;
    }
    const taken = changes.slice(0, sent);
    const isSo = (told: GroupSettings) => taken.every((change) => isSet(told, change));
    return { settings: await readBack(() => administration.settings(groupId), isSo), sent, words };
  } catch (cause) {
    const error = toAppError(cause);
    if (sent === 0 && words === null) throw error;
    const { message, server, retryAfterMs } = error;
    throw new AppError("outcome_unknown", message, { cause, server, retryAfterMs });
  }
}

/** What the server does not tell, and took without a word against it, counts as set. */
export function isSet(told: GroupSettings, { setting, to }: SettingChange): boolean {
  return told[setting] === null || told[setting] === to;
}

async function sendOne(
  administration: AdministrationBackend,
  groupId: string,
  { setting, to }: SettingChange,
): Promise<void> {
  const values = SettingChanges.parse({ [setting]: to });
  async function send<K extends SettingName>(name: K): Promise<void> {
    await administration.changeSetting(groupId, name, values[name] as ChangeableSettings[K]);
  }
  await send(setting);
}

/** "Too many requests" is a no to now only, and nothing was done. */
async function patiently(send: () => Promise<void>, turn: Turn): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send();
    } catch (cause) {
      const error = toAppError(cause);
      if (error.code !== "rate_limited" || tries === mostTries) throw error;
      await turn(error);
    }
  }
}

/** The server's words where it said no; null where it did not. Anything else that went wrong is thrown. */
async function refusalOf(send: () => Promise<void>): Promise<string | null> {
  try {
    await send();
    return null;
  } catch (cause) {
    const error = toAppError(cause);
    if (effectOf(error) === "refused") return errorWords(error);
    throw error;
  }
}
