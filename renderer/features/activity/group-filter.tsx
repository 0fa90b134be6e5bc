import { useText } from "../../i18n.ts";
import { useCurrentAccount } from "../accounts/accounts-store.ts";
import { useGroupStore } from "../groups/group-store.ts";
import { type FilteredGroup, useActivityStore } from "./activity-store.ts";

/** All groups, the one that was open, or the one chosen before. */
export function GroupFilter() {
  const text = useText("activity");
  const { filter, change } = useActivityStore();
  const account = useCurrentAccount();
  const open = useGroupStore((state) => state.group);
  const offered: FilteredGroup[] = [];
  if (open !== null && open.accountId === account?.id) {
    offered.push({ accountId: open.accountId, id: open.id, name: open.name });
  }
  const { group } = filter;
  if (group !== null && !offered.some((one) => keyOf(one) === keyOf(group))) offered.push(group);
  if (offered.length === 0) return null;
  return (
    <select
      className="file-sort activity-groups"
      aria-label={text("group")}
      value={group === null ? "" : keyOf(group)}
      onChange={({ target }) => change({ group: offered.find((one) => keyOf(one) === target.value) ?? null })}
    >
      <option value="">{text("allGroups")}</option>
      {offered.map((one) => (
        <option key={keyOf(one)} value={keyOf(one)}>
          {text("onlyGroup", { name: one.name || one.id })}
        </option>
      ))}
    </select>
  );
}

function keyOf({ accountId, id }: FilteredGroup): string {
  return `${accountId} ${id}`;
}
