import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { PeopleIcon } from "../../ui/icons.tsx";
import { usePanelStore } from "../app/panel-store.ts";

/** From a group to its comparison with another one. */
export function CompareButton({ group }: { readonly group: Group }) {
  const text = useText("search");
  const open = usePanelStore((state) => state.open);
  return (
    <Button
      icon={<PeopleIcon />}
      onClick={() => open({ type: "compare", accountId: group.accountId, groupId: group.id })}
    >
      {text("compareWith")}
    </Button>
  );
}
