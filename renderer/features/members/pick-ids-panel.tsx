import { type DragEvent, useEffect, useId, useState } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { FileIcon } from "../../ui/icons.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { useMemberSelectionStore } from "./member-selection-store.ts";
import { usePickIdsStore } from "./pick-ids-store.ts";

interface PickIdsPanelProps {
  readonly accountId: string;
  readonly groupId: string;
}

/** Selects the people whose ids are pasted here, or stand in a CSV or text file dropped or chosen. */
export function PickIdsPanel({ accountId, groupId }: PickIdsPanelProps) {
  const text = useText("members");
  const appText = useText("app");
  const close = usePanelStore((state) => state.close);
  const { text: written, read, memberIds, pickError, open, setText, takeFile } = usePickIdsStore();
  const choose = useMemberSelectionStore((state) => state.choose);
  const [isOver, setIsOver] = useState(false);
  const id = useId();
  useEffect(() => void open({ accountId, groupId }), [open, accountId, groupId]);

  function onDrag(event: DragEvent) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    event.stopPropagation();
    setIsOver(event.type !== "dragleave");
  }
  function onDrop(event: DragEvent) {
    onDrag(event);
    setIsOver(false);
    const [file] = event.dataTransfer.files;
    if (file) void takeFile(file);
  }
  function select() {
    choose(read.ids);
    close();
  }
  const known = memberIds && read.ids.filter((one) => memberIds.has(one)).length;
  const strangers = known === null ? 0 : read.ids.length - known;
  return (
    <SidePanel title={text("pickIdsTitle")} closeLabel={appText("close")} onClose={close}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping has a button beside it that does the same */}
      <div
        className="pick-ids"
        data-over={isOver || undefined}
        onDragEnter={onDrag}
        onDragOver={onDrag}
        onDragLeave={onDrag}
        onDrop={onDrop}
      >
        <div className="field">
          <label htmlFor={id}>{text("pickIdsLabel")}</label>
          <textarea
            id={id}
            className="text-input"
            rows={10}
            spellCheck={false}
            value={written}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setText(event.target.value)}
          />
          <span id={`${id}-hint`} className="field-hint">
            {text("pickIdsHint")}
          </span>
        </div>
        <label className="button button-default pick-ids-file">
          <FileIcon size={14} />
          {text("pickIdsFile")}
          <input
            type="file"
            className="visually-hidden"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) void takeFile(file);
              event.target.value = "";
            }}
          />
        </label>
        <ErrorLine error={pickError} title={text("pickIdsFailed")} />
        <div role="status" className="digits">
          {written !== "" && (
            <>
              <p>{text("idsRead", { count: read.ids.length })}</p>
              {known !== null && <p className="quiet">{text("idsKnown", { count: known })}</p>}
              {strangers > 0 && <p className="quiet">{text("idsStrange", { count: strangers })}</p>}
              {read.unreadable.length > 0 && (
                <p className="field-problem">
                  {text("idsBad", { count: read.unreadable.length, example: read.unreadable[0] ?? "" })}
                </p>
              )}
            </>
          )}
        </div>
        <div className="plan-buttons">
          <Button variant="primary" disabled={read.ids.length === 0} onClick={select}>
            {text("selectIds", { count: read.ids.length })}
          </Button>
          <Button onClick={close}>{text("cancel")}</Button>
        </div>
      </div>
    </SidePanel>
  );
}
