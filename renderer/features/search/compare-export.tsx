import { useState } from "react";
import { AppError, toAppError } from "../../../shared/errors.ts";
import { bridge } from "../../bridge.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { DownloadIcon } from "../../ui/icons.tsx";
import { base64Of, membersCsv } from "./compare-csv.ts";
import { useCompareStore } from "./compare-store.ts";

/** The compared people as a CSV file, where the person wants it. */
export function CompareExport({ isEmpty }: { readonly isEmpty: boolean }) {
  const text = useText("search");
  const membersText = useText("members");
  const [state, setState] = useState<"idle" | "busy" | "saved" | AppError>("idle");

  async function save() {
    const { place, other, relation, readAll } = useCompareStore.getState();
    setState("busy");
    try {
      const csv = membersCsv(await readAll(), {
        head: [text("csvId"), text("csvName"), text("csvRole"), text("csvJoined"), text("csvMuted")],
        role: (role) => membersText(role),
        forever: text("forever"),
      });
      const name = `${relation.replace("_", "-")}-${place?.groupId}-${other?.id}.csv`;
      const isSaved = await bridge.call("shell.saveFile", { name, base64: base64Of(csv) });
      setState(isSaved ? "saved" : "idle");
    } catch (cause) {
      setState(toAppError(cause));
    }
  }
  return (
    <>
      <span className="quiet" role="status">
        {state === "saved" && text("exported")}
      </span>
      <Button
        size="small"
        icon={<DownloadIcon size={14} />}
        disabled={isEmpty}
        isBusy={state === "busy"}
        onClick={() => void save()}
      >
        {text("exportCsv")}
      </Button>
      {state instanceof AppError && (
        <ErrorLine error={state} title={text("exportFailed")} onDismiss={() => setState("idle")} />
      )}
    </>
  );
}
