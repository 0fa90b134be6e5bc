import { useDeferredValue, useMemo } from "react";
import { useText } from "../../i18n.ts";
import { useAttemptsStore } from "./attempts-store.ts";
import { useChoiceStore } from "./choice-store.ts";
import { CodeRow } from "./code-row.tsx";
import { type CodesStore, useCodesStore } from "./codes-store.ts";
import { useItemsStore } from "./items-store.ts";
import { pickedOf, repeatsIn } from "./picked-codes.ts";
import { ProblemRow } from "./problem-row.tsx";
import { ReviewToolbar } from "./review-toolbar.tsx";
import { filtered, type JoinRow, rowsOf } from "./rows.ts";

/** Everything brought, newest first: each different code one row, and the pictures that gave none. */
export function ReviewList() {
  const text = useText("join");
  // Drawn in slices: hundreds of rows that come at once must not hold up a click.
  const items = useDeferredValue(useItemsStore((state) => state.items));
  const codes = useDeferredValue(useCodesStore((state) => state.codes));
  const filter = useChoiceStore((state) => state.filter);
  const rows = useMemo(() => rowsOf(items), [items]);
  const shown = useMemo(() => filtered(rows, filter, codes), [rows, filter, codes]);
  const isPicking = useMemo(() => filtered(rows, "joinable", codes).length > 1, [rows, codes]);
  const picked = usePicked(rows, codes);
  const repeats = useMemo(() => repeatsIn(rows, codes), [rows, codes]);
  return (
    <>
      <ReviewToolbar rows={rows} />
      <ul className="join-rows" aria-label={text("list")}>
        {shown.map((row) => (
          <li key={keyOf(row)}>
            {row.type === "code" ? (
              <CodeRow
                row={row}
                isPicking={isPicking}
                isPicked={picked.has(row.codeKey)}
                isRepeat={repeats.has(row.codeKey)}
              />
            ) : (
              <ProblemRow picture={row.picture} />
            )}
          </li>
        ))}
      </ul>
      {shown.length === 0 && rows.length > 0 && <p className="join-quiet">{text("noneShown")}</p>}
    </>
  );
}

/** The codes that are ticked: exactly those that would be joined. */
function usePicked(rows: readonly JoinRow[], codes: CodesStore["codes"]): ReadonlySet<string> {
  const attempts = useAttemptsStore((state) => state.attempts);
  const choice = useChoiceStore();
  return useMemo(
    () => new Set(pickedOf(rows, codes, choice, attempts).map(({ codeKey }) => codeKey)),
    [rows, codes, choice, attempts],
  );
}

function keyOf(row: JoinRow): string {
  return row.type === "code" ? row.codeKey : row.picture.id;
}
