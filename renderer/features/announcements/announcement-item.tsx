import { useEffect, useRef } from "react";
import type { Announcement } from "../../../shared/domain/announcement.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { formatDate, formatDateTime } from "../../ui/formatters.ts";
import { ChevronDownIcon, ChevronUpIcon, TrashIcon } from "../../ui/icons.tsx";
import { AnnouncementText } from "./announcement-text.tsx";
import { useAnnouncementsStore } from "./announcements-store.ts";
import { useDraftStore } from "./draft-store.ts";

interface AnnouncementItemProps {
  readonly announcement: Announcement;
  readonly mayPost: boolean;
}

/** Its title, and when open its words and what can be done with it. */
export function AnnouncementItem({ announcement, mayPost }: AnnouncementItemProps) {
  const text = useText("announcements");
  const language = useLanguage();
  const { openId, soughtId, confirmingId, authors, toggle, found, askRemove } = useAnnouncementsStore();
  const item = useRef<HTMLLIElement>(null);
  const isSought = soughtId === announcement.id;
  useEffect(() => {
    if (!isSought) return;
    item.current?.scrollIntoView({ block: "start" });
    item.current?.querySelector<HTMLElement>(".announcement-head")?.focus({ preventScroll: true });
    found();
  }, [isSought, found]);
  const takeOver = useDraftStore((state) => state.takeOver);
  const { id, title, content, authorId, createdAt } = announcement;
  const isOpen = openId === id;
  const author = authorId === null ? "" : (authors.get(authorId) ?? authorId);
  return (
    <li className="announcement" ref={item}>
      <h3>
        <button
          type="button"
          className="announcement-head"
          id={`announcement-${id}`}
          aria-expanded={isOpen}
          aria-controls={isOpen ? `announcement-${id}-text` : undefined}
          onClick={() => toggle(id)}
        >
          {isOpen ? <ChevronUpIcon /> : <ChevronDownIcon />}
          <span className="announcement-title ellipsis" dir="auto">
            {title || text("noTitle")}
          </span>
          <span className="announcement-author ellipsis quiet" dir="auto">
            {author}
          </span>
          <span
            className="announcement-date quiet digits"
            title={createdAt === null ? undefined : formatDateTime(createdAt, language)}
          >
            {createdAt !== null && formatDate(createdAt, language)}
          </span>
        </button>
      </h3>
      {isOpen && (
        <section
          id={`announcement-${id}-text`}
          aria-labelledby={`announcement-${id}`}
          className="announcement-body"
        >
          <AnnouncementText content={content} />
          {confirmingId === id ? (
            <RemoveQuestion headId={`announcement-${id}`} />
          ) : (
            mayPost && (
              <div className="form-buttons">
                <Button size="small" onClick={() => takeOver({ title, content })}>
                  {text("useAgain")}
                </Button>
                <Button
                  size="small"
                  variant="danger"
                  icon={<TrashIcon size={14} />}
                  onClick={() => askRemove(id)}
                >
                  {text("delete")}
                </Button>
              </div>
            )
          )}
        </section>
      )}
    </li>
  );
}

function RemoveQuestion({ headId }: { readonly headId: string }) {
  const text = useText("announcements");
  const { removingId, askRemove, confirmRemove } = useAnnouncementsStore();
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  const leave = () => document.getElementById(headId)?.focus();
  function stop() {
    leave();
    askRemove(null);
  }
  return (
    <div
      className="announcement-question"
      role="alertdialog"
      aria-labelledby={`${headId}-question`}
      onKeyDown={(event) => closeOnEscape(event, stop)}
    >
      <strong id={`${headId}-question`}>{text("deleteQuestion")}</strong>
      <Button ref={cancel} size="small" onClick={stop}>
        {text("cancel")}
      </Button>
      <Button
        size="small"
        variant="danger"
        isBusy={removingId !== null}
        onClick={() =>
          void confirmRemove().then(() => document.querySelector<HTMLElement>(".announcement-head")?.focus())
        }
      >
        {text("delete")}
      </Button>
    </div>
  );
}
