import { bridge } from "../../bridge.ts";
import { useText } from "../../i18n.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { textParts } from "./text-parts.ts";

/** The words as they were written. Addresses can be copied; nothing here opens one. */
export function AnnouncementText({ content }: { readonly content: string }) {
  const text = useText("announcements");
  const appText = useText("app");
  let at = 0;
  return (
    <div className="announcement-text" dir="auto">
      {textParts(content).map((part) => {
        const key = at;
        at += part.text.length;
        if (!part.isLink) return <span key={key}>{part.text}</span>;
        return (
          <Copyable
            key={key}
            text={part.text}
            label={text("copyLink", { link: part.text })}
            copiedLabel={appText("copied")}
            onCopy={(value) => bridge.call("shell.copyText", { text: value })}
          />
        );
      })}
    </div>
  );
}
