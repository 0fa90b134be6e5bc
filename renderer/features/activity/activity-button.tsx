import { useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { HistoryIcon } from "../../ui/icons.tsx";
import { usePageStore } from "../app/page-store.ts";

/** Opens what was done and seen. */
export function ActivityButton() {
  const text = useText("activity");
  const isOpen = usePageStore((state) => state.page === "activity");
  const toggle = usePageStore((state) => state.toggle);
  return (
    <IconButton
      className="rail-button"
      label={text("title")}
      shortcut="Ctrl+Shift+A"
      icon={<HistoryIcon size={18} />}
      aria-pressed={isOpen}
      onClick={() => toggle("activity")}
    />
  );
}
