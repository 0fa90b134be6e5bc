import { useState } from "react";
import { useText } from "../../i18n.ts";
import { useActivityStore } from "./activity-store.ts";
import { DayField } from "./day-field.tsx";
import { dayBefore } from "./days.ts";

const presets = [0, 6, 29] as const;

/** Any time, the last days, or from one day to another. */
export function DateFilter() {
  const text = useText("activity");
  const { filter, change } = useActivityStore();
  const [isOpen, setIsOpen] = useState(false);
  const { from, to } = filter;
  const preset = to === null ? presets.find((days) => from === dayBefore(Date.now(), days)) : undefined;
  const isAny = from === null && to === null;
  const isChosen = isOpen || (!isAny && preset === undefined);
  const words = { 0: text("today"), 6: text("last7Days"), 29: text("last30Days") } as const;
  function choose(days: { readonly from: string | null } | { readonly to: string | null }) {
    // While a day is being typed it is none, and the fields must stay.
    setIsOpen(true);
    change(days);
  }
  return (
    <>
      <select
        className="toolbar-choice"
        aria-label={text("time")}
        value={isChosen ? "days" : isAny ? "" : String(preset)}
        onChange={({ target: { value } }) => {
          setIsOpen(value === "days");
          if (value === "") change({ from: null, to: null });
          else if (value !== "days") change({ from: dayBefore(Date.now(), Number(value)), to: null });
        }}
      >
        <option value="">{text("anyTime")}</option>
        {presets.map((days) => (
          <option key={days} value={days}>
            {words[days]}
          </option>
        ))}
        <option value="days">{text("chooseDays")}</option>
      </select>
      {isChosen && (
        <span className="activity-days">
          <DayField label={text("fromDay")} value={from} onChange={(day) => choose({ from: day })} />
          <span aria-hidden="true">–</span>
          <DayField label={text("toDay")} value={to} onChange={(day) => choose({ to: day })} />
        </span>
      )}
    </>
  );
}
