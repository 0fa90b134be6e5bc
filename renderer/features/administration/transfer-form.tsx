import { useEffect, useId, useState } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { PersonName } from "../../ui/person-name.tsx";
import { isNameTyped, useDangerStore } from "./danger-store.ts";
import { TypedConfirm } from "./typed-confirm.tsx";

/** Who becomes the owner, found among the members; then the group's name. */
export function TransferForm({ group }: { readonly group: Group }) {
  const text = useText("administration");
  const { accountId, id: groupId } = group;
  const { found, heir, search, choose, transfer } = useDangerStore();
  const [query, setQuery] = useState("");
  const [typed, setTyped] = useState("");
  const name = useId();
  useEffect(() => void search({ accountId, groupId }, query), [search, accountId, groupId, query]);

  return (
    <TypedConfirm
      group={group}
      typed={typed}
      onType={setTyped}
      label={text("transfer")}
      isReady={heir !== null && isNameTyped(group.name, typed)}
      onConfirm={() => void transfer({ accountId, groupId }, typed)}
    >
      <input
        type="search"
        className="text-input"
        aria-label={text("searchHeir")}
        placeholder={text("searchHeir")}
        value={query}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.preventDefault();
        }}
      />
      <div role="radiogroup" aria-label={text("heir")} className="heirs">
        {found.length === 0 && <p className="quiet">{text("noHeir")}</p>}
        {found.map((member) => (
          <label key={member.id} className="heir">
            <input
              type="radio"
              name={name}
              checked={heir?.id === member.id}
              onChange={() => choose(member)}
            />
            <Avatar id={member.id} name={member.name} size={24} />
            <PersonName id={member.id} name={member.name} />
            {member.name !== "" && <span className="quiet digits">{member.id}</span>}
          </label>
        ))}
      </div>
      {heir && <p dir="auto">{text("newOwnerIs", { name: heir.name || heir.id })}</p>}
    </TypedConfirm>
  );
}
