import { useState } from "react";
import { useText } from "../../i18n.ts";
import { useActivityStore } from "./activity-store.ts";
import { dayBefore, dayOf } from "./days.ts";

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
          <input
            type="date"
            aria-label={text("fromDay")}
            value={from ?? ""}
            max={to ?? dayOf(Date.now())}
            onChange={({ target }) => change({ from: target.value || null })}
          />
          <span aria-hidden="true">–</span>
          <input
            type="date"
            aria-label={text("toDay")}
            value={to ?? ""}
            min={from ?? undefined}
            max={dayOf(Date.now())}
            onChange={({ target }) => change({ to: target.value || null })}
          />
        </span>
      )}
    </>
  );
}
