import { useState } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { formatDate, formatDateTime } from "../../ui/formatters.ts";
import { PersonIcon, PlusIcon } from "../../ui/icons.tsx";
import { planFor } from "../jobs/jobs-store.ts";
import { BlockForm } from "./block-form.tsx";
import { useModerationStore } from "./moderation-store.ts";
import { PeopleList } from "./people-list.tsx";
import { alone, PersonLine } from "./person-row.tsx";

/** Who may not come back, newest first; unblocked, one or several, or added by pasted ids. */
export function BlockedList({ group }: { readonly group: Group }) {
  const text = useText("moderation");
  const language = useLanguage();
  const list = useModerationStore((state) => state.blocked);
  const sync = useModerationStore((state) => state.sync);
  const [isAdding, setIsAdding] = useState(false);

  const place = { accountId: group.accountId, groupIds: [group.id] };
  const unblock = (userIds: readonly string[]) => planFor({ ...place, userIds, action: { type: "unblock" } });

  return (
    <PeopleList
      title={text("blocked")}
      list={list}
      failure={text("blockedFailed")}
      onLoad={() => void sync("blocked")}
      empty={
        <EmptyState icon={<PersonIcon size={32} />} title={text("noBlocked")} hint={text("noBlockedHint")} />
      }
      onDelete={unblock}
      renderActions={({ selected }) =>
        isAdding ? (
          <BlockForm
            onCancel={() => setIsAdding(false)}
            onPlan={(userIds) => {
              setIsAdding(false);
              planFor({ ...place, userIds, action: { type: "block" } });
            }}
          />
        ) : (
          <div className="people-list-actions">
            <Button size="small" disabled={selected.size === 0} onClick={() => unblock([...selected])}>
              {text("unblock")}
            </Button>
            <Button size="small" icon={<PlusIcon size={14} />} onClick={() => setIsAdding(true)}>
              {text("add")}
            </Button>
          </div>
        )
      }
      renderRow={(row) => (
        <PersonLine
          person={row}
          note={
            row.blockedAt === null ? "" : text("blockedSince", { time: formatDate(row.blockedAt, language) })
          }
          noteTitle={row.blockedAt === null ? undefined : formatDateTime(row.blockedAt, language)}
        >
          <Button
            variant="text"
            size="small"
            tabIndex={-1}
            aria-label={text("unblockOne", { name: row.name ?? row.userId })}
            onClick={alone(() => unblock([row.userId]))}
          >
            {text("unblock")}
          </Button>
        </PersonLine>
      )}
    />
  );
}
