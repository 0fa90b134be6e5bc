import type { FriendsState } from "../../../shared/ipc/friend-calls.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { formatDateTime } from "../../ui/formatters.ts";

interface StoppedNoteProps {
  readonly stopped: FriendsState["stopped"];
  readonly onResume: () => void;
}

/** WeChat said no: nothing is sent any more until the person says to go on. */
export function StoppedNote({ stopped, onResume }: StoppedNoteProps) {
  const text = useText("friends");
  const language = useLanguage();
  if (stopped === null) return null;
  return (
    <div className="friend-note friend-warning" role="alert">
      <p>{text("stopped", { time: formatDateTime(stopped.at, language), words: stopped.message })}</p>
      <Button size="small" onClick={onResume}>
        {text("resume")}
      </Button>
    </div>
  );
}
