import type { Job } from "../../../shared/domain/job.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { formatNumber } from "../../ui/formatters.ts";
import { SearchField } from "../../ui/search-field.tsx";
import { countOf, outcomes } from "./job-state.ts";
import { useReportStore } from "./report-store.ts";
import { useJobWords } from "./use-job-words.ts";

/** Counts by outcome; each is also the filter for it. */
export function ReportFilter({ job }: { readonly job: Job }) {
  const text = useText("jobs");
  const words = useJobWords();
  const language = useLanguage();
  const { query, outcome, search, filter } = useReportStore();
  const shown = outcomes.filter((one) => countOf(job, one) > 0 || one === outcome);
  return (
    <>
      <fieldset className="outcome-filter" aria-label={text("outcome")}>
        <button
          type="button"
          className="outcome"
          aria-pressed={outcome === null}
          onClick={() => filter(null)}
        >
          {text("all")} {formatNumber(job.total, language)}
        </button>
        {shown.map((one) => (
          <button
            key={one}
            type="button"
            className="outcome"
            data-outcome={one}
            aria-pressed={outcome === one}
            onClick={() => filter(outcome === one ? null : one)}
          >
            {words.outcome(one)} {formatNumber(countOf(job, one), language)}
          </button>
        ))}
      </fieldset>
      {countOf(job, "unknown") > 0 && <p className="quiet">{text("unknownNote")}</p>}
      <SearchField place="panel" label={text("searchResults")} value={query} onChange={search} />
    </>
  );
}
