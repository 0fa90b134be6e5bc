import { useEffect, useId, useState } from "react";
import type { NewGroupType } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { AlertIcon } from "../../ui/icons.tsx";
import { keepComposing } from "../../ui/is-composing.ts";
import { Segments } from "../../ui/segments.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { usePageStore } from "../app/page-store.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { useGroupsStore } from "../groups/groups-store.ts";
import { readIds } from "../members/read-ids.ts";
import { exportCrop } from "./draw-crop.ts";
import { useNewGroupStore } from "./new-group-store.ts";
import { PictureField } from "./picture-field.tsx";
import { usePictureStore } from "./picture-store.ts";
import { PublicGroups } from "./public-groups.tsx";
import "./administration.css";

const mostIds = 500;
const wordsShown = 5;

/** A new group: name, description, picture and first members; it opens when it is there. */
export function NewGroupPanel({ accountId }: { readonly accountId: string }) {
  const text = useText("administration");
  const groupsText = useText("groups");
  const id = useId();
  const close = usePanelStore((state) => state.close);
  const { picture, crop, clear } = usePictureStore();
  const { isCreating, createError, problem, created, create, reset } = useNewGroupStore();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [type, setType] = useState<NewGroupType>("private");
  const [pasted, setPasted] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const { ids, unreadable } = readIds(pasted);
  useEffect(() => {
    clear();
    reset();
    return clear;
  }, [clear, reset]);

  async function submit() {
    setIsMissing(name.trim() === "");
    if (name.trim() === "" || ids.length > mostIds) return;
    const avatar = picture && crop ? { base64: exportCrop(picture, crop), type: "image/jpeg" } : null;
    const group = await create({ accountId, name, description, type, userIds: [...ids], avatar });
    if (group === null) return;
    useGroupsStore.getState().select(accountId, group.id);
    usePageStore.getState().open("groups");
    if (useNewGroupStore.getState().problem === null) close();
  }

  return (
    <SidePanel title={text("newGroup")} closeLabel={text("close")} onClose={close}>
      {created && problem !== null ? (
        <div className="form">
          <div className="caution" role="alert">
            <AlertIcon />
            <p dir="auto">{text("createdWithProblem", { words: problem })}</p>
          </div>
          <Button onClick={close}>{text("close")}</Button>
        </div>
      ) : (
        <form
          className="form"
          noValidate
          onKeyDown={keepComposing}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <TextField
            label={text("name")}
            value={name}
            maxLength={100}
            dir="auto"
            problem={isMissing && name.trim() === "" ? text("nameMissing") : undefined}
            onChange={(event) => setName(event.target.value)}
          />
          <div className="field">
            <label htmlFor={`${id}-description`}>{text("description")}</label>
            <textarea
              id={`${id}-description`}
              className="text-input text-area"
              rows={3}
              maxLength={2000}
              dir="auto"
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
          </div>
          <div className="field">
            <span id={`${id}-type`} className="field-label">
              {groupsText("type")}
            </span>
            <Segments<NewGroupType>
              labelledBy={`${id}-type`}
              describedBy={`${id}-type-hint`}
              value={type}
              options={[
                { value: "private", label: groupsText("privateGroup") },
                { value: "chatroom", label: groupsText("chatroom") },
                { value: "temporary", label: groupsText("temporary") },
              ]}
              onChange={setType}
            />
            <span id={`${id}-type-hint`} className="field-hint">
              {text("typeHint")}
            </span>
          </div>
          <div className="field">
            <span className="field-label">{text("picture")}</span>
            <PictureField isOptional />
          </div>
          <div className="field">
            <label htmlFor={`${id}-ids`}>{text("memberIds")}</label>
            <textarea
              id={`${id}-ids`}
              className="text-input text-area"
              rows={3}
              spellCheck={false}
              value={pasted}
              aria-describedby={`${id}-ids-note`}
              onChange={(event) => setPasted(event.target.value)}
            />
            <span id={`${id}-ids-note`} className="field-hint digits" role="status">
              {pasted.trim() === "" ? text("memberIdsHint") : text("idsFound", { count: ids.length })}
            </span>
            {unreadable.length > 0 && (
              <span className="field-problem" dir="auto">
                {text("idsUnreadable", { words: unreadable.slice(0, wordsShown).join(", ") })}
              </span>
            )}
            {ids.length > mostIds && (
              <span className="field-problem">{text("tooManyIds", { most: mostIds })}</span>
            )}
          </div>
          <ErrorLine error={createError} title={text("createFailed")} />
          <Button type="submit" variant="primary" isBusy={isCreating} disabled={ids.length > mostIds}>
            {text("create")}
          </Button>
        </form>
      )}
      <PublicGroups accountId={accountId} />
    </SidePanel>
  );
}
