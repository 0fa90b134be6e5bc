import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { formatDateTime } from "../../ui/formatters.ts";
import { RefreshIcon } from "../../ui/icons.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { useGroupStore } from "../groups/group-store.ts";
import { CodeActions } from "./code-actions.tsx";
import { CodeCard } from "./code-card.tsx";
import { isExpired, useGroupCodeStore } from "./group-code-store.ts";
import { useCodePicture } from "./use-code-picture.ts";
import "./group-code.css";

interface GroupCodePanelProps {
  readonly accountId: string;
  readonly groupId: string;
}

const checkEveryMs = 15_000;

/** The group's QR code, to show, save or print; renewed when it has run out. */
export function GroupCodePanel({ accountId, groupId }: GroupCodePanelProps) {
  const text = useText("groupCode");
  const appText = useText("app");
  const language = useLanguage();
  const close = usePanelStore((state) => state.close);
  const group = useGroupStore(({ group }) => (group?.id === groupId ? group : null));
  const name = group?.name || groupId;
  const picture = useCodePicture(group);
  const { place, code: known, isLoading, loadError, open, load } = useGroupCodeStore();
  const [now, setNow] = useState(Date.now);
  useEffect(() => open({ accountId, groupId }), [open, accountId, groupId]);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), checkEveryMs);
    return () => clearInterval(timer);
  }, []);

  const code = place?.groupId === groupId && place.accountId === accountId ? known : null;
  const hasExpired = code !== null && isExpired(code, Math.max(now, code.createdAt ?? 0));
  useEffect(() => {
    if (hasExpired) void load();
  }, [hasExpired, load]);

  function validityWords(): string {
    if (code === null || code.expiresAt === null) return "";
    const time = formatDateTime(code.expiresAt, language);
    return hasExpired ? text("expired", { time }) : text("validUntil", { time });
  }
  const validity = validityWords();
  const shown = code && { codeText: code.text, name, validity, picture };
  const card = shown && <CodeCard {...shown} />;

  return (
    <SidePanel title={text("title")} closeLabel={appText("close")} onClose={close}>
      <div className="group-code">
        <ErrorLine error={loadError} title={text("loadFailed")} onRetry={() => void load()} />
        {!code && !loadError && <Skeleton rows={4} hasAvatar={false} label={text("loading")} />}
        {shown && (
          <>
            <div className={hasExpired ? "code-is-expired" : ""}>{card}</div>
            <p className="quiet">{text("hint")}</p>
            <CodeActions {...shown} isDisabled={hasExpired}>
              <Button variant="text" icon={<RefreshIcon />} isBusy={isLoading} onClick={() => void load()}>
                {text("renew")}
              </Button>
            </CodeActions>
          </>
        )}
      </div>
      {card && !hasExpired && createPortal(<div className="code-print">{card}</div>, document.body)}
    </SidePanel>
  );
}
