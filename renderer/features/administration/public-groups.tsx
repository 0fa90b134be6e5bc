import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { CopyId } from "../app/copy-id.tsx";
import { useNewGroupStore } from "./new-group-store.ts";

/** The server's public groups, read when they are asked for. */
export function PublicGroups({ accountId }: { readonly accountId: string }) {
  const text = useText("administration");
  const { publicGroups, publicError, isReadingPublic, readPublic } = useNewGroupStore();
  return (
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
          {publicGroups.map((group) => (
            <li key={group.id} className="public-group">
              <span className="ellipsis" dir="auto" title={group.name}>
                {group.name || group.id}
              </span>
              {group.memberCount !== null && (
                <span className="quiet digits">{text("memberCount", { count: group.memberCount })}</span>
              )}
              <CopyId id={group.id} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
