import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { useDangerStore } from "./danger-store.ts";

/** The server's code for an owner who wants to leave. */
const ownerCannotLeave = "20004";

/** Leaving asks once. Where the server says that we own the group after all, handing it over is offered. */
export function LeaveQuestion({ group }: { readonly group: Group }) {
  const text = useText("administration");
  const { isBusy, error, ask, cancel, leave } = useDangerStore();
  return (
    <>
      <p dir="auto">{text("leaveQuestion", { name: group.name || group.id })}</p>
      <ErrorLine error={error} title={text("failed")} />
      <div className="form-buttons">
        <Button
          variant="danger"
          isBusy={isBusy}
          onClick={() => void leave({ accountId: group.accountId, groupId: group.id })}
        >
          {text("leave")}
        </Button>
        {error?.server?.code === ownerCannotLeave && (
          <Button onClick={() => ask("transfer")}>{text("transferInstead")}</Button>
        )}
        <Button variant="text" autoFocus onClick={cancel}>
          {text("cancel")}
        </Button>
      </div>
    </>
  );
}
