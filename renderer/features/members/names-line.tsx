import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { formatNumber } from "../../ui/formatters.ts";
import { useMembersStore } from "./members-store.ts";

/** How many members are known by name while not all are, and the way to today's order where names came since. */
export function NamesLine({ otherwise }: { readonly otherwise: string }) {
  const text = useText("members");
  const language = useLanguage();
  const names = useMembersStore((state) => state.names);
  const order = useMembersStore((state) => state.order);
  const sortAnew = useMembersStore((state) => state.sortAnew);
  if (names === null) return <span className="bulk-hint quiet ellipsis">{otherwise}</span>;
  const { named, total, state } = names;
  const isMoving = state === "reading" || state === "waiting";
  const isUnsorted = order !== null && names.order > order;
  const known = text("namesKnown", {
    named: formatNumber(named, language),
    total: formatNumber(total, language),
  });
  function words(): string {
    if (named === total || state === "idle") return isUnsorted ? text("namesChanged") : otherwise;
    if (state === "unavailable") return text("namesUnavailable");
    return state === "waiting" ? `${known} · ${text("namesWaiting")}` : known;
  }
  return (
    <span className="names-line">
      <span
        className="bulk-hint quiet ellipsis digits"
        role={isMoving || isUnsorted ? "status" : undefined}
        title={words()}
      >
        {words()}
      </span>
      {isUnsorted && (
        <Button size="small" variant="text" onClick={sortAnew}>
          {text("sortByName")}
        </Button>
      )}
    </span>
  );
}
