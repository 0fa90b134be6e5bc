import { useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { JobsIcon } from "../../ui/icons.tsx";
import { usePanelStore } from "../app/panel-store.ts";

/** Opens the list of jobs: what runs, what was cut off, and every report. */
export function JobsButton() {
  const text = useText("jobs");
  const isOpen = usePanelStore((state) => state.panel?.type === "jobs");
  const toggle = usePanelStore((state) => state.toggle);
  return (
    <IconButton
      className="rail-button"
      label={text("jobs")}
      icon={<JobsIcon size={18} />}
      aria-expanded={isOpen}
      onClick={() => toggle("jobs")}
    />
  );
}
