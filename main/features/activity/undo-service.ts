import type { Activity, ActivityChange, ChangedValue, UndoResult } from "../../../shared/domain/activity.ts";
import { SettingChanges } from "../../../shared/domain/group-settings.ts";
import { isSameValue, minutesToMute, type Undo, undoOf } from "../../../shared/domain/undo.ts";
import { AppError } from "../../../shared/errors.ts";
import type { AdministrationService } from "../administration/administration-service.ts";
import type { AnnouncementsService } from "../announcements/announcements-service.ts";
import type { FilesService } from "../files/files-service.ts";
import type { ActivityJournal } from "./activity-service.ts";

export interface UndoDeps {
  readonly activity: Pick<ActivityJournal, "get" | "asUndoOf">;
  readonly administration: Pick<
    AdministrationService,
    | "valueNow"
    | "rename"
    | "describe"
    | "setExtension"
    | "setCard"
    | "restoreAvatar"
    | "changeSettings"
    | "muteAll"
  >;
  readonly files: Pick<FilesService, "readBack" | "rename">;
  readonly announcements: Pick<AnnouncementsService, "remove">;
  readonly now?: () => number;
}

export interface UndoService {
  /** What `undo` would find; asks the server, sends nothing. "done": it would be set back. */
  look(id: number): Promise<UndoResult>;
  /**
   * Sets back what one act changed. Where the value is no longer what the act made it, nothing is sent unless the person
   * is sure of it. Throws "invalid" for an act that is not taken back by a value.
   */
  undo(id: number, isSure: boolean): Promise<UndoResult>;
}

type ValueUndo = Extract<Undo, { type: "value" }>;

/** Taking back single acts. It does so by the acts themselves, so each is in the journal and can be undone too. */
export function createUndoService(deps: UndoDeps): UndoService {
  const { activity: journal, administration, files, announcements, now = Date.now } = deps;

  async function undoable(id: number) {
    const act = await journal.get(id);
    // What the server says decides, not that it was set back once: it may have been changed again.
    const undo = undoOf({ ...act, takenBack: null }, null, now());
    if (undo.type === "value" || undo.type === "announcement") return { act, undo };
    const why = undo.type === "impossible" ? undo.reason : "it is undone by a plan, if at all";
    throw new AppError("invalid", `nothing can be set back: ${why}`);
  }

  async function valueNow(act: Activity, { groupId, change }: ValueUndo): Promise<ChangedValue> {
    if (act.kind !== "rename_file") return administration.valueNow(act.accountId, groupId, change.field);
    const file = (await files.readBack(act.accountId, groupId)).find(({ id }) => id === act.targetId);
    if (file === undefined) throw new AppError("not_found", "the file is no longer there");
    return file.name;
  }

  async function compare(act: Activity, undo: ValueUndo): Promise<UndoResult> {
    const { field, before, after } = undo.change;
    const found = await valueNow(act, undo);
    if (isSameValue(field, found, before, now())) return { state: "already_so" };
    if (isSameValue(field, found, after, now())) return { state: "done" };
    return { state: "changed", now: found };
  }

  async function setBack(act: Activity, groupId: string, { field, before }: ActivityChange): Promise<void> {
    const { accountId, kind, targetId } = act;
    const text = String(before);
    if (kind === "rename_file") return files.rename(accountId, groupId, targetId ?? "", text);
    switch (field) {
      case "name":
        return administration.rename(accountId, groupId, text);
      case "description":
        return administration.describe(accountId, groupId, text);
      case "extension":
        return administration.setExtension(accountId, groupId, text);
      case "card":
        return administration.setCard(accountId, groupId, text);
      case "avatar":
        return administration.restoreAvatar(accountId, groupId, text);
      case "mutedUntil":
        await administration.muteAll(accountId, groupId, minutesToMute(before, now()));
        return;
      default:
        await administration.changeSettings(accountId, groupId, settingBack(field, before));
    }
  }

  return {
    async look(id) {
      const { act, undo } = await undoable(id);
      return undo.type === "value" ? compare(act, undo) : { state: "done" };
    },
    async undo(id, isSure) {
      const { act, undo } = await undoable(id);
      if (undo.type === "announcement") {
        const { groupId, announcementId } = undo;
        await journal.asUndoOf(id, () => announcements.remove(act.accountId, groupId, announcementId));
        return { state: "done" };
      }
      const found = await compare(act, undo);
      if (found.state === "already_so" || (found.state === "changed" && !isSure)) return found;
      await journal.asUndoOf(id, () => setBack(act, undo.groupId, undo.change));
      return { state: "done" };
    },
  };
}

/** The journal may come from another version of the app. */
function settingBack(field: string, value: ChangedValue): SettingChanges {
  const changes = SettingChanges.strict().safeParse({ [field]: value });
  if (changes.success) return changes.data;
  throw new AppError("unsupported", "this version cannot set that back");
}
