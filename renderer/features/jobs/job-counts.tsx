import type { Job } from "../../../shared/domain/job.ts";
import { useLanguage } from "../../i18n.ts";
import { formatNumber } from "../../ui/formatters.ts";
import { countOf, outcomes } from "./job-state.ts";
import { useJobWords } from "./use-job-words.ts";

/** How many had which outcome; outcomes nobody had are left out. */
export function JobCounts({ job }: { readonly job: Job }) {
  const words = useJobWords();
  const language = useLanguage();
  return (
    <p className="job-counts digits">
      {outcomes.map((outcome) => {
        const count = countOf(job, outcome);
        return (
          count > 0 && (
            <span key={outcome} className="outcome" data-outcome={outcome}>
              {words.outcome(outcome)} {formatNumber(count, language)}
            </span>
          )
        );
      })}
    </p>
  );
}
