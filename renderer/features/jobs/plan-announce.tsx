import { type FormEvent, useId } from "react";
import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { formatNumber } from "../../ui/formatters.ts";
import { keepComposing } from "../../ui/is-composing.ts";
import { TextField } from "../../ui/text-field.tsx";
import { AnnouncementText } from "../announcements/announcement-text.tsx";
import "../announcements/announcements.css";
import { longestContent, longestTitle } from "../announcements/draft-store.ts";
import { isWritten, usePlanDraftsStore } from "./plan-drafts-store.ts";
import type { GroupsRequest } from "./plan-source.ts";
import { usePlanStore } from "./plan-store.ts";
import { planFormId } from "./show-plan-button.tsx";

/** The words for several groups: written first, then shown as every member will see them. */
export function PlanAnnounce({ action }: Pick<GroupsRequest, "action">) {
  const text = useText("jobs");
  const announceText = useText("announcements");
  const changeAction = usePlanStore((state) => state.changeAction);
  if (action?.type !== "announce") return <AnnounceForm />;
  return (
    <section className="plan-part">
      <article className="draft-preview" aria-label={announceText("preview")}>
        <h4 dir="auto">{action.title}</h4>
        <AnnouncementText content={action.content} />
      </article>
      <div className="plan-buttons">
        <Button size="small" onClick={() => void changeAction(null)}>
          {text("writeOn")}
        </Button>
      </div>
    </section>
  );
}

function AnnounceForm() {
  const announceText = useText("announcements");
  const language = useLanguage();
  const id = useId();
  const drafts = usePlanDraftsStore();
  const { title, content, write } = drafts;
  const changeAction = usePlanStore((state) => state.changeAction);
  const count = (length: number, most: number) =>
    announceText("characters", { count: formatNumber(length, language), most: formatNumber(most, language) });

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (isWritten(drafts, "announce"))
      void changeAction({ type: "announce", title: title.trim(), content: content.trim() });
  }
  return (
    <form id={planFormId} className="plan-write" onSubmit={onSubmit} onKeyDown={keepComposing}>
      <TextField
        label={announceText("title")}
        value={title}
        maxLength={longestTitle}
        dir="auto"
        hint={count(title.length, longestTitle)}
        onChange={(event) => write({ title: event.target.value })}
      />
      <div className="field">
        <label htmlFor={`${id}-content`}>{announceText("content")}</label>
        <textarea
          id={`${id}-content`}
          className="text-input draft-content"
          value={content}
          maxLength={longestContent}
          dir="auto"
          aria-describedby={`${id}-count`}
          onChange={(event) => write({ content: event.target.value })}
        />
        <span id={`${id}-count`} className="field-hint digits">
          {count(content.length, longestContent)}
        </span>
      </div>
    </form>
  );
}
