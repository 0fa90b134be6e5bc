import { useEffect, useState } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import type { MutedRow } from "../../../shared/ipc/administration-calls.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { formatDateTime } from "../../ui/formatters.ts";
import { MutedIcon } from "../../ui/icons.tsx";
import { planFor } from "../jobs/jobs-store.ts";
import { useModerationStore } from "./moderation-store.ts";
import { MuteChoice } from "./mute-choice.tsx";
import { PeopleList } from "./people-list.tsx";
import { alone, PersonLine } from "./person-row.tsx";
import { untilWords } from "./until-words.ts";

const longestTimerMs = 2_147_483_647;

/** Who is muted, soonest to end first; unmuted or muted anew, one or several. */
export function MutedList({ group }: { readonly group: Group }) {
  const text = useText("moderation");
  const language = useLanguage();
  const list = useModerationStore((state) => state.muted);
  const { load, sync } = useModerationStore();
  const [changing, setChanging] = useState<readonly string[] | null>(null);
  const soonest = list.rows?.find(({ mutedUntil }) => mutedUntil !== -1)?.mutedUntil;
  useEffect(() => {
    if (soonest === undefined) return;
    // Whose mute has ended is no longer on the list.
    const waitMs = Math.min(longestTimerMs, Math.max(1000, soonest - Date.now() + 1000));
    const timer = setTimeout(() => void load("muted"), waitMs);
    return () => clearTimeout(timer);
  }, [soonest, load]);

  const place = { accountId: group.accountId, groupIds: [group.id] };
  const unmute = (userIds: readonly string[]) => planFor({ ...place, userIds, action: { type: "unmute" } });
  const nameOf = ({ userId, name }: MutedRow) => name ?? userId;

  return (
    <PeopleList
      title={text("muted")}
      list={list}
      failure={text("mutedFailed")}
      onLoad={() => void sync("muted")}
      empty={<EmptyState icon={<MutedIcon size={32} />} title={text("noMutes")} hint={text("noMutesHint")} />}
      onEnter={setChanging}
      onDelete={unmute}
      renderActions={({ selected, leave }) =>
        changing !== null ? (
          <MuteChoice
            title={text("changeTitle", { count: changing.length })}
            onCancel={() => {
              leave();
              setChanging(null);
            }}
            onChoose={(minutes) => {
              setChanging(null);
              leave();
              planFor({ ...place, userIds: changing, action: { type: "mute", minutes } });
            }}
          />
        ) : (
          <div className="people-list-actions">
            <Button size="small" disabled={selected.size === 0} onClick={() => unmute([...selected])}>
              {text("unmute")}
            </Button>
            <Button size="small" disabled={selected.size === 0} onClick={() => setChanging([...selected])}>
              {text("change")}
            </Button>
          </div>
        )
      }
      renderRow={(row) => (
        <PersonLine
          person={row}
          note={untilWords(row.mutedUntil, text, language)}
          noteTitle={row.mutedUntil === -1 ? undefined : formatDateTime(row.mutedUntil, language)}
        >
          <Button
            variant="text"
            size="small"
            tabIndex={-1}
            aria-label={text("changeOne", { name: nameOf(row) })}
            onClick={alone(() => setChanging([row.userId]))}
          >
            {text("change")}
          </Button>
          <Button
            variant="text"
            size="small"
            tabIndex={-1}
            aria-label={text("unmuteOne", { name: nameOf(row) })}
            onClick={alone(() => unmute([row.userId]))}
          >
            {text("unmute")}
          </Button>
        </PersonLine>
      )}
    />
  );
}
