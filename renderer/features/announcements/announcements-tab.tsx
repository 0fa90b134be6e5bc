import { useEffect } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { mayDo } from "../../../shared/domain/permissions.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { formatDate } from "../../ui/formatters.ts";
import { InfoIcon, PlusIcon, RefreshIcon } from "../../ui/icons.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { useRefresh } from "../app/use-refresh.ts";
import { AnnouncementItem } from "./announcement-item.tsx";
import { useAnnouncementsStore } from "./announcements-store.ts";
import { DraftForm } from "./draft-form.tsx";
import { useDraftStore } from "./draft-store.ts";
import "./announcements.css";

/** What was announced in a group, newest first, and the way to announce. */
export function AnnouncementsTab({ group }: { readonly group: Group }) {
  const text = useText("announcements");
  const kind = useAccountsStore((state) => state.accounts?.find(({ id }) => id === group.accountId)?.kind);
  if (kind === "gewe") {
    return (
      <EmptyState
        icon={<InfoIcon size={36} />}
        title={text("unsupportedTitle")}
        hint={text("unsupportedHint")}
      />
    );
  }
  return <Announcements group={group} />;
}

function Announcements({ group }: { readonly group: Group }) {
  const text = useText("announcements");
  const appText = useText("app");
  const language = useLanguage();
  const { list, readAt, isLoading, loadError, removeError, openAt, sync, dismiss, listen } =
    useAnnouncementsStore();
  const draft = useDraftStore();
  const { openAt: openDraft, flush } = draft;
  const { accountId, id: groupId } = group;
  useRefresh(sync);
  useEffect(listen, [listen]);
  useEffect(() => {
    openAt({ accountId, groupId });
    void openDraft({ accountId, groupId });
    return () => void flush();
  }, [openAt, openDraft, flush, accountId, groupId]);
  const mayPost = mayDo(group.role, "announce").isAllowed;

  return (
    <div className="tab-with-list">
      <div className="toolbar">
        <span className="announce-words quiet ellipsis digits" role="status">
          {list !== null && text("count", { count: list.length })}
          {readAt !== null && ` · ${appText("asOf", { time: formatDate(readAt, language) })}`}
        </span>
        <span className="toolbar-space" />
        <IconButton
          label={text("refresh")}
          shortcut="F5"
          icon={<RefreshIcon />}
          isBusy={isLoading}
          onClick={() => void sync()}
        />
        {!mayPost && (
          <span className="announce-words quiet ellipsis" id="announce-reason" title={text("adminsOnly")}>
            {text("adminsOnly")}
          </span>
        )}
        <Button
          variant="primary"
          icon={<PlusIcon />}
          disabled={!mayPost || draft.isOpen}
          aria-describedby={mayPost ? undefined : "announce-reason"}
          onClick={() => draft.show(true)}
        >
          {text("new")}
        </Button>
      </div>
      <ErrorLine
        error={loadError}
        title={text(list === null ? "loadFailed" : "refreshFailed")}
        onRetry={() => void sync()}
      />
      <ErrorLine error={removeError} title={text("deleteFailed")} onDismiss={dismiss} />
      <div className="announcements">
        {mayPost && draft.isOpen && <DraftForm groupName={group.name || group.id} />}
        {list === null && !loadError && (
          <Skeleton rows={4} rowHeight={44} hasAvatar={false} label={text("loading")} />
        )}
        {list?.length === 0 && !(mayPost && draft.isOpen) && (
          <EmptyState
            icon={<InfoIcon size={36} />}
            title={text("emptyTitle")}
            hint={mayPost ? text("emptyHint") : text("emptyMemberHint")}
          />
        )}
        {list !== null && list.length > 0 && (
          <ul aria-label={text("announcements")}>
            {list.map((announcement) => (
              <AnnouncementItem key={announcement.id} announcement={announcement} mayPost={mayPost} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
