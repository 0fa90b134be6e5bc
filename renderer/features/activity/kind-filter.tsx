import type { ActivityKind } from "../../../shared/domain/activity.ts";
import { useText } from "../../i18n.ts";
import { activityKinds } from "./activity-kinds.ts";
import { useActivityStore } from "./activity-store.ts";

/** One kind of act, or all of those that the other filters leave. */
export function KindFilter() {
  const text = useText("activity");
  const { filter, change } = useActivityStore();
  const options = (kinds: readonly ActivityKind[]) =>
    kinds.map((kind) => (
      <option key={kind} value={kind}>
        {text(kind)}
      </option>
    ));
  return (
    <select
      className="toolbar-choice activity-kinds"
      aria-label={text("kind")}
      value={filter.kind ?? ""}
      onChange={({ target }) =>
        change({ kind: activityKinds.all.find((kind) => kind === target.value) ?? null })
      }
    >
      <option value="">{text("allKinds")}</option>
      {filter.who !== "seen" && <optgroup label={text("whoMine")}>{options(activityKinds.mine)}</optgroup>}
      {filter.who !== "mine" && <optgroup label={text("whoSeen")}>{options(activityKinds.seen)}</optgroup>}
    </select>
  );
}
