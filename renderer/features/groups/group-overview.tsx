import { type ReactNode, useEffect } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { isRoleKnown } from "../../../shared/domain/role-rank.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { ErrorLine } from "../../ui/error-line.tsx";
import { formatDateTime, formatNumber } from "../../ui/formatters.ts";
import { GroupDescription } from "../administration/group-description.tsx";
import { CopyId } from "../app/copy-id.tsx";
import { CompareButton } from "../search/compare-button.tsx";
import { useGroupStore } from "./group-store.ts";
import { typeWords } from "./type-tag.tsx";

const joinRules = { open: "joinOpen", approval: "joinApproval", closed: "joinClosed" } as const;

/** What is known of the group; the server is asked again when the page opens, the cached words show meanwhile. */
export function GroupOverview({ group }: { readonly group: Group }) {
  const text = useText("groups");
  const language = useLanguage();
  const { refreshError, refresh, ownerName, watchOwner } = useGroupStore();
  const { accountId, id, ownerId } = group;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another group, or another owner, is named anew.
  useEffect(() => watchOwner(), [watchOwner, accountId, id, ownerId]);
  const time = (ms: number | null, otherwise: string) =>
    ms === null ? otherwise : formatDateTime(ms, language);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [text("id"), <CopyId key="id" id={group.id} />],
    [text("description"), <GroupDescription key="d" group={group} empty={text("noDescription")} />],
    [text("type"), text(group.type === null ? "unknown" : typeWords[group.type])],
    [text("size"), sizeWords()],
    [text("myRole"), text(isRoleKnown(group) ? group.role : "memberOrAdmin")],
    [text("ownerId"), ownerId ? <Owner key="o" id={ownerId} name={ownerName} /> : text("unknown")],
    [text("joinRule"), group.joinRule ? text(joinRules[group.joinRule]) : text("unknown")],
    [text("muted"), mutedWords()],
    [text("created"), time(group.createdAt, text("unknown"))],
    [text("membersSynced"), time(group.membersSyncedAt, text("never"))],
    [text("filesSynced"), time(group.filesSyncedAt, text("never"))],
  ];

  function sizeWords() {
    if (group.memberCount === null) return text("unknown");
    const count = formatNumber(group.memberCount, language);
    return group.capacity === null
      ? count
      : text("sizeOf", { count, capacity: formatNumber(group.capacity, language) });
  }
  function mutedWords() {
    if (group.mutedUntil === null) return text("notMuted");
    if (group.mutedUntil < 0) return text("mutedForever");
    return text("mutedUntil", { time: formatDateTime(group.mutedUntil, language) });
  }

  return (
    <>
      <ErrorLine error={refreshError} title={text("refreshFailed")} onRetry={() => void refresh()} />
      <div className="group-overview">
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div className="fact" key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className="group-overview-more">
          <CompareButton group={group} />
        </p>
      </div>
    </>
  );
}

function Owner({ id, name }: { readonly id: string; readonly name: string | null }) {
  return (
    <>
      {name !== null && (
        <>
          <span dir="auto">{name}</span>{" "}
        </>
      )}
      <CopyId id={id} />
    </>
  );
}
