import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { usePanelStore } from "../app/panel-store.ts";

/** Opens the report of a job; `what` are the job's words. */
export function ReportButton({ jobId, what }: { readonly jobId: string; readonly what: string }) {
  const text = useText("jobs");
  const open = usePanelStore((store) => store.open);
  return (
    <Button
      size="small"
      aria-label={text("openReport", { what })}
      onClick={() => open({ type: "job", jobId })}
    >
      {text("report")}
    </Button>
  );
}
