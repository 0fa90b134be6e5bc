import { useLanguage, useText } from "../../i18n.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { FileIcon, InfoIcon } from "../../ui/icons.tsx";
import { PersonName } from "../../ui/person-name.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { GroupAvatar } from "../groups/group-avatar.tsx";
import type { PaletteItem } from "./palette-store.ts";

interface PaletteOptionProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

/** One thing found, with where it is. */
export function PaletteOption({ id, item, isActive, onPoint, onChoose }: PaletteOptionProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names the active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does the same
    <div
      id={id}
      className="palette-option"
      role="option"
      aria-selected={isActive}
      // The focus stays in the field, also when the mouse is used.
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={isActive ? undefined : onPoint}
      onClick={onChoose}
    >
      <Words item={item} />
    </div>
  );
}

function Words({ item }: { readonly item: PaletteItem }) {
  const text = useText("search");
  const language = useLanguage();
  const accountId = item.kind === "command" ? null : item.hit.accountId;
  const account = useAccountsStore((state) => state.accounts?.find(({ id }) => id === accountId)?.name);
  if (item.kind === "command") {
    return (
      <>
        <span className="palette-picture" aria-hidden="true">
          ›
        </span>
        <span className="palette-name ellipsis">{item.command.words[language]}</span>
      </>
    );
  }
  const { kind, hit } = item;
  const accountName = account ?? text("noAccount");
  const inGroup = text("inGroup", { group: hit.groupName || hit.groupId, account: accountName });
  const place = kind === "group" ? accountName : inGroup;
  if (kind === "announcement") {
    return (
      <>
        <span className="palette-picture">
          <InfoIcon size={18} />
        </span>
        <span className="palette-words">
          <span className="ellipsis" dir="auto" title={hit.name || undefined}>
            {hit.name || text("noTitle")}
          </span>
          <span className="palette-snippet ellipsis quiet" dir="auto">
            {hit.snippet}
          </span>
        </span>
        <span className="palette-place ellipsis quiet" dir="auto" title={place}>
          {place}
        </span>
      </>
    );
  }
  return (
    <>
      <span className="palette-picture">
        {kind === "file" && <FileIcon size={18} />}
        {kind === "group" && <GroupAvatar group={{ ...hit, avatar: hit.avatar ?? null }} size={24} />}
        {kind === "member" && <Avatar id={hit.id} name={hit.name} size={24} />}
      </span>
      <PersonName className="palette-name" id={hit.id} name={hit.name} />
      {kind === "member" && hit.name !== "" && <span className="palette-id quiet digits">{hit.id}</span>}
      <span className="palette-place ellipsis quiet" dir="auto" title={place}>
        {place}
      </span>
    </>
  );
}
