import { useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { AlertIcon, CloseIcon } from "../../ui/icons.tsx";
import { useAppStore } from "./app-store.ts";

const words = {
  database_damaged: "noticeDatabaseDamaged",
  database_newer: "noticeDatabaseNewer",
  journal_damaged: "noticeJournalDamaged",
  journal_newer: "noticeJournalNewer",
  journal_lost: "noticeJournalLost",
  journal_rows_damaged: "noticeJournalRowsDamaged",
  journal_writes_lost: "noticeJournalWritesLost",
  secrets_memory_only: "noticeSecretsMemoryOnly",
  crash_recovered: "noticeCrashRecovered",
  page_crashed: "noticePageCrashed",
  demo_restarted: "noticeDemoRestarted",
  fault_survived: "noticeFaultSurvived",
  act_not_kept: "noticeActNotKept",
} as const;

/** Their detail is a number, which stands in the words themselves. */
const counted: ReadonlySet<keyof typeof words> = new Set(["journal_rows_damaged", "journal_writes_lost"]);

/** What the person must be told once; each goes when dismissed. */
export function NoticesBar() {
  const text = useText("app");
  const { state, loadError, load, dismissNotice } = useAppStore();
  if (!state || (state.notices.length === 0 && !loadError)) return null;
  return (
    <section aria-label={text("notices")}>
      {state.notices.map((notice) => (
        <div key={notice.id} className="bar bar-warning" role="status">
          <AlertIcon />
          <p>
            {text(words[notice.kind], { count: Number(notice.detail) })}{" "}
            {notice.detail && !counted.has(notice.kind) && (
              <span className="quiet" dir="auto">
                {text("keptAs", { path: notice.detail })}
              </span>
            )}
          </p>
          <IconButton
            size="small"
            label={text("close")}
            icon={<CloseIcon size={14} />}
            onClick={() => void dismissNotice(notice.id)}
          />
        </div>
      ))}
      <ErrorLine error={loadError} onRetry={() => void load()} />
    </section>
  );
}
