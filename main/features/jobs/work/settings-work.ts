import type { Group } from "../../../../shared/domain/group.ts";
import {
  type GroupSettings,
  type SettingChange,
  SettingChanges,
  type SettingName,
} from "../../../../shared/domain/group-settings.ts";
import { ownReasons } from "../../../../shared/domain/job-reasons.ts";
import { mayDo } from "../../../../shared/domain/permissions.ts";
import { planOnGroups, readOrNull, type Verdict } from "./groups-plan.ts";
import { isSet, sendSettings } from "./send-settings.ts";
import { showGroups } from "./show-changes.ts";
import { differs, done, holds, type PlannedTarget, type Standing, type Wanted, type Work } from "./work.ts";
import type { WorkScope } from "./work-scope.ts";

/** Ours alone: every member sets these for themselves. */
const ownModes: ReadonlySet<SettingName> = new Set(["muteMode", "pushMode"]);

/**
 * Settings of many groups: the same in all (`template`), or each group's own as its target says (null). One call for
 * each setting that differs; done is what the server says afterwards, not what it answered.
 */
export function settingsWork(scope: WorkScope, template: SettingChanges | null): Work {
  const { administration } = scope;

  async function judged({ id, role }: Group, wanted: Wanted): Promise<Verdict> {
    const wishes = template === null ? wishesBack(wanted) : wishesOf(template);
    // What it was before is not known.
    if (wishes.length === 0) return "not_readable";
    const mayChange = ({ setting }: { readonly setting: SettingName }) =>
      mayDo(role, ownModes.has(setting) ? "change_own_modes" : "change_settings").isAllowed;
    if (!wishes.some(mayChange)) return "no_permission";
    const settings = await readOrNull(administration().settings(id));
    if (settings === null) return "not_readable";
    const differing = wishes
      .filter(({ setting, onlyFrom }) => onlyFrom === undefined || settings[setting] === onlyFrom)
      .map(({ setting, to }): SettingChange => ({ setting, from: settings[setting], to }))
      .filter(({ from, to }) => from !== to);
    if (!differing.every(mayChange)) return "no_permission";
    return differing.length === 0 ? "already_so" : { changes: differing };
  }

  return {
    targetsPerCall: 1,
    needsTwoLooks: false,
    plan: (wanted, planning) => planOnGroups(scope, wanted, planning, judged),
    callCount: (targets) => targets.reduce((sum, { changes }) => sum + (changes?.length ?? 0), 0),

    async send({ groupId, targets }, turn) {
      const changes = changesOf(targets);
      const { readBack } = scope;
      const { settings, sent, words } = await sendSettings(administration(), groupId, changes, {
        ...{ turn, readBack },
      });
      const left = changes.filter((change, at) =>
        at < sent ? !isSet(settings, change) : settings[change.setting] !== change.to,
      );
      if (left.length === 0) return new Map([[groupId, done]]);
      const reason = `${namesOf(left)}: ${words ?? ownReasons.stillShowsOldValue}`;
      const outcome = words === null ? "unknown" : "refused";
      return new Map([[groupId, { outcome, reason, isPartly: left.length < changes.length }]]);
    },

    async readBack({ groupId, targets }) {
      return new Map([[groupId, standingOf(await administration().settings(groupId), changesOf(targets))]]);
    },

    afterwards: (acted, signal) => showGroups(scope, acted, signal),
  };
}

interface Wish extends Pick<SettingChange, "setting" | "to"> {
  /** Left alone where it is anything else. */
  readonly onlyFrom?: SettingChange["from"];
}

/** In the order in which the settings are told of. */
function wishesOf(template: SettingChanges): Wish[] {
  return SettingChanges.keyof().options.flatMap((setting) => {
    const to = template[setting];
    return to === undefined || to === null ? [] : [{ setting, to }];
  });
}

/** What a group had before, as far as that is known. */
function wishesBack({ changes = [], isUnsure = false }: Wanted): Wish[] {
  return changes
    .filter(({ to }) => to !== null)
    .map(({ setting, from, to }) => ({ setting, to, ...(isUnsure && { onlyFrom: from }) }));
}

function changesOf(targets: readonly PlannedTarget[]): readonly SettingChange[] {
  return targets.flatMap(({ changes }) => changes ?? []);
}

function standingOf(settings: GroupSettings, changes: readonly SettingChange[]): Standing {
  const left = changes.filter(({ setting, to }) => settings[setting] !== to);
  const told = left.filter(({ setting }) => settings[setting] !== null);
  if (left.length === 0) return holds;
  if (told.length === 0) return { is: "unclear", reason: `${namesOf(left)}: ${ownReasons.notTold}` };
  if (left.length === changes.length) return differs;
  return { is: "differs", reason: `${namesOf(left)}: ${ownReasons.notSetYet}` };
}

function namesOf(changes: readonly SettingChange[]): string {
  return changes.map(({ setting }) => setting).join(", ");
}
