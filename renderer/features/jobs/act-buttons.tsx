import type { Group } from "../../../shared/domain/group.ts";
import type { PeopleAction, PeopleActionType } from "../../../shared/domain/job.ts";
import { mayDo } from "../../../shared/domain/permissions.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { useMemberSelectionStore } from "../members/member-selection-store.ts";
import { planFor } from "./jobs-store.ts";
import { firstMuteLength } from "./mute-length.ts";

interface ActButtonsProps {
  readonly group: Group;
  readonly acts: readonly PeopleActionType[];
  /** Asked when a button is pressed: who it is for at that moment. */
  readonly userIds: () => readonly string[];
}

const needWords = { owner: "needsOwner", admin: "needsAdmin", not_owner: "needsNotOwner" } as const;

/** What can be done to people of a group; each opens its plan. What our role does not allow is off and says why. */
export function ActButtons({ group, acts, userIds }: ActButtonsProps) {
  const text = useText("jobs");
  function plan(act: PeopleActionType) {
    const chosen = userIds();
    const groupIds = act === "invite" ? [] : [group.id];
    planFor({ accountId: group.accountId, groupIds, userIds: chosen, action: firstAction(act) }, () =>
      useMemberSelectionStore.getState().forgetWithin(chosen),
    );
  }
  return (
    <>
      {acts.map((act) => {
        // Whether one may invite depends on the groups to come, which the plan asks for.
        const permission = act === "invite" ? ({ isAllowed: true } as const) : mayDo(group.role, act);
        return (
          <Button
            key={act}
            size="small"
            variant={act === "kick" || act === "block" ? "danger" : "default"}
            disabled={!permission.isAllowed}
            title={permission.isAllowed ? undefined : text(needWords[permission.needs])}
            onClick={() => plan(act)}
          >
            {text(act === "invite" ? "inviteElsewhere" : act)}
          </Button>
        );
      })}
    </>
  );
}

/** Why some of these are off, in words for all to see; null where all are on. */
export function useActsNote(group: Group, acts: readonly PeopleActionType[]): string | null {
  const text = useText("jobs");
  for (const act of acts) {
    const permission = act === "invite" ? null : mayDo(group.role, act);
    if (permission && !permission.isAllowed && permission.needs === "admin") return text("needsAdmin");
  }
  return null;
}

function firstAction(type: PeopleActionType): PeopleAction {
  if (type === "mute") return { type, minutes: firstMuteLength };
  if (type === "invite") return { type, reason: "" };
  return { type };
}
