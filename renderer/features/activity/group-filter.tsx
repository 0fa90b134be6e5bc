import { useText } from "../../i18n.ts";
import { useCurrentAccount } from "../accounts/accounts-store.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { useGroupStore } from "../groups/group-store.ts";
import { type FilteredGroup, useActivityStore } from "./activity-store.ts";

/** All groups, the one that was open, the one chosen before, or any other, searched in a panel. */
export function GroupFilter() {
  const text = useText("activity");
  const { filter, change } = useActivityStore();
  const account = useCurrentAccount();
  const open = useGroupStore((state) => state.group);
  const openPanel = usePanelStore((state) => state.open);
  const offered: FilteredGroup[] = [];
  if (open !== null && open.accountId === account?.id) {
    offered.push({ accountId: open.accountId, id: open.id, name: open.name });
  }
  const { group } = filter;
  if (group !== null && !offered.some((one) => keyOf(one) === keyOf(group))) offered.push(group);
  return (
    <select
      className="toolbar-choice activity-groups"
      aria-label={text("group")}
      value={group === null ? "" : keyOf(group)}
      onChange={({ target: { value } }) => {
        if (value === choose) openPanel({ type: "activityGroup" });
        else change({ group: offered.find((one) => keyOf(one) === value) ?? null });
      }}
    >
      <option value="">{text("allGroups")}</option>
      {offered.map((one) => (
        <option key={keyOf(one)} value={keyOf(one)}>
          {text("onlyGroup", { name: one.name || one.id })}
        </option>
      ))}
      <option value={choose}>{text("chooseGroup")}</option>
    </select>
  );
}

const choose = "choose";

function keyOf({ accountId, id }: FilteredGroup): string {
  return `${accountId} ${id}`;
}
