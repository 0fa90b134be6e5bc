import { useEffect, useId, useRef } from "react";
import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { formatNumber } from "../../ui/formatters.ts";
import { TextField } from "../../ui/text-field.tsx";
import { AnnouncementText } from "./announcement-text.tsx";
import { longestContent, longestTitle, useDraftStore } from "./draft-store.ts";

/** Writing an announcement: kept as it is typed, looked at before it is sent, asked about once more. */
export function DraftForm({ groupName }: { readonly groupName: string }) {
  const text = useText("announcements");
  const language = useLanguage();
  const id = useId();
  const draft = useDraftStore();
  const { title, content, isPreview, isConfirming, isRestored } = draft;
  const isComplete = title.trim() !== "" && content.trim() !== "";
  const count = (length: number, most: number) =>
    text("characters", { count: formatNumber(length, language), most: formatNumber(most, language) });

  return (
    <section className="draft" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{text("newTitle")}</h3>
      {draft.isTakenOver && (
        <p role="status">
          {text("takenOver")} {draft.replaced && text("replaced")}{" "}
          {draft.replaced && (
            <Button size="small" onClick={draft.putBack}>
              {text("putBack")}
            </Button>
          )}
        </p>
      )}
      {isPreview ? (
        <article className="draft-preview" aria-label={text("preview")}>
          <h4 dir="auto">{title.trim() || text("noTitle")}</h4>
          <AnnouncementText content={content.trim()} />
        </article>
      ) : (
        <>
          <TextField
            label={text("title")}
            value={title}
            maxLength={longestTitle}
            disabled={!isRestored || draft.isSending}
            dir="auto"
            hint={count(title.length, longestTitle)}
            onChange={(event) => draft.write({ title: event.target.value })}
          />
          <div className="field">
            <label htmlFor={`${id}-content`}>{text("content")}</label>
            <textarea
              id={`${id}-content`}
              className="text-input draft-content"
              value={content}
              maxLength={longestContent}
              disabled={!isRestored || draft.isSending}
              dir="auto"
              aria-describedby={`${id}-count`}
              onChange={(event) => draft.write({ content: event.target.value })}
            />
            <span id={`${id}-count`} className="field-hint digits">
              {count(content.length, longestContent)}
            </span>
          </div>
        </>
      )}
      <ErrorLine error={draft.error} title={text("postFailed")} />
      {isConfirming ? (
        <PostQuestion groupName={groupName} />
      ) : (
        <div className="form-buttons draft-buttons">
          <Button variant="primary" disabled={!isComplete} onClick={() => draft.ask(true)}>
            {text("post")}
          </Button>
          <Button
            aria-pressed={isPreview}
            disabled={!isComplete && !isPreview}
            onClick={() => draft.preview(!isPreview)}
          >
            {isPreview ? text("write") : text("preview")}
          </Button>
          <Button variant="text" onClick={() => draft.show(false)}>
            {text("close")}
          </Button>
          <span role="status" className="quiet">
            {draft.keeping === "failed" ? text("notKept") : (title || content) && text(draft.keeping)}
          </span>
        </div>
      )}
    </section>
  );
}

function PostQuestion({ groupName }: { readonly groupName: string }) {
  const text = useText("announcements");
  const { isSending, ask, send } = useDraftStore();
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  return (
    <div
      className="announcement-question"
      role="alertdialog"
      aria-labelledby="post-question"
      aria-describedby="post-note"
      onKeyDown={(event) => closeOnEscape(event, () => ask(false))}
    >
      <div>
        <strong id="post-question">{text("postQuestion", { group: groupName })}</strong>
        <p id="post-note">{text("postNote")}</p>
      </div>
      <Button ref={cancel} size="small" onClick={() => ask(false)}>
        {text("cancel")}
      </Button>
      <Button size="small" variant="primary" isBusy={isSending} onClick={() => void send()}>
        {text("post")}
      </Button>
    </div>
  );
}
