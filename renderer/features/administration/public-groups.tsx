import { useEffect } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { CopyId } from "../app/copy-id.tsx";
import { EntryByNumber } from "./entry-by-number.tsx";
import { GroupEntry } from "./group-entry.tsx";
import { useGroupEntryStore } from "./group-entry-store.ts";

/** Into a group that is there already: by its number, or from the server's list, read when it is asked for. */
export function PublicGroups({ accountId }: { readonly accountId: string }) {
  const text = useText("administration");
  const { publicGroups, publicError, isReadingPublic, readPublic, reset } = useGroupEntryStore();
  useEffect(() => reset, [reset]);
  return (
    <>
      <EntryByNumber accountId={accountId} />
      <section className="settings-part public-groups" aria-labelledby="public-groups">
        <h3 id="public-groups">{text("publicGroups")}</h3>
        <p className="quiet">{text("publicHint")}</p>
        <ErrorLine error={publicError} title={text("publicFailed")} />
        {publicGroups === null ? (
          <Button isBusy={isReadingPublic} onClick={() => void readPublic(accountId)}>
            {text("showPublic")}
          </Button>
        ) : publicGroups.length === 0 ? (
          <p>{text("noPublic")}</p>
        ) : (
          <ul>
            {publicGroups.map(({ id, name, memberCount, joinRule, isMember }) => (
              <li key={id} className="public-group">
                <strong className="ellipsis" dir="auto" title={name}>
                  {name || id}
                </strong>
                {memberCount !== null && (
                  <span className="quiet digits">{text("memberCount", { count: memberCount })}</span>
                )}
                <CopyId id={id} />
                <GroupEntry
                  accountId={accountId}
                  groupId={id}
                  name={name || id}
                  joinRule={joinRule}
                  isMember={isMember}
                />
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
