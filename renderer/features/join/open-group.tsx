import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { useGroupsStore } from "../groups/groups-store.ts";

interface OpenGroupProps {
  /** An account that is in the group; without one there is nothing to open. */
  readonly accountId: string | undefined;
  readonly groupId: string;
}

export function OpenGroup({ accountId, groupId }: OpenGroupProps) {
  const text = useText("join");
  if (accountId === undefined) return null;
  const open = () => {
    useAccountsStore.getState().select(accountId);
    useGroupsStore.getState().select(accountId, groupId);
  };
  return (
    <Button size="small" onClick={open}>
      {text("openGroup")}
    </Button>
  );
}
