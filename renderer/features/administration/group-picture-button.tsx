import type { ReactNode } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { useMayEdit } from "./use-may-edit.ts";

/** The group's picture, which changes it where our role allows. */
export function GroupPictureButton({
  group,
  children,
}: {
  readonly group: Group;
  readonly children: ReactNode;
}) {
  const text = useText("administration");
  const open = usePanelStore((state) => state.open);
  const may = useMayEdit(group, "change_avatar");
  if (may === "never") return children;
  const wish = text("changePicture", { name: group.name || group.id });
  const label = may === "yes" ? wish : `${wish}: ${text("needsAdmin")}`;
  return (
    <button
      type="button"
      className="picture-button"
      aria-label={label}
      title={label}
      disabled={may === "no"}
      onClick={() => open({ type: "groupPicture", accountId: group.accountId, groupId: group.id })}
    >
      {children}
    </button>
  );
}
