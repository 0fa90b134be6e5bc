import { useEffect } from "react";
import { useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { InboxIcon } from "../../ui/icons.tsx";
import { usePageStore } from "../app/page-store.ts";
import { useInboxStore } from "./inbox-store.ts";

const most = 99;

/** Opens the inbox; says how many wait. */
export function InboxButton() {
  const text = useText("inbox");
  const { pending, load } = useInboxStore();
  const isOpen = usePageStore((state) => state.page === "inbox");
  const toggle = usePageStore((state) => state.toggle);
  useEffect(() => void load(), [load]);
  return (
    <span
      className="rail-badged"
      data-count={pending > most ? `${most}+` : pending > 0 ? pending : undefined}
    >
      <IconButton
        className="rail-button"
        label={pending > 0 ? text("openWaiting", { count: pending }) : text("open")}
        shortcut="Ctrl+Shift+I"
        icon={<InboxIcon size={18} />}
        aria-pressed={isOpen}
        onClick={() => toggle("inbox")}
      />
    </span>
  );
}
