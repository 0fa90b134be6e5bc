import type { Migration } from "../migrations/migration.ts";
import { activity } from "./0001-activity.ts";
import { jobs } from "./0002-jobs.ts";
import { changes } from "./0003-changes.ts";
import { anyTarget } from "./0004-any-target.ts";
import { seenCodes } from "./0005-seen-codes.ts";
import { wechatPace } from "./0006-wechat-pace.ts";
import { undoes } from "./0007-undoes.ts";
import { takenBack } from "./0008-taken-back.ts";
import { partlyDone } from "./0009-partly-done.ts";
import { personNotes } from "./0010-person-notes.ts";
import { intents } from "./0011-intents.ts";
import { journalState } from "./0012-journal-state.ts";

/** Every step of the journal, in order. A new one is added at the end. */
export const journalMigrations: readonly Migration[] = [
  activity,
  jobs,
  changes,
  anyTarget,
  seenCodes,
  wechatPace,
  undoes,
  takenBack,
  partlyDone,
  personNotes,
  intents,
  journalState,
];
