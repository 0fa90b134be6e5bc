import { useState } from "react";
import type { CodeCard } from "../../../shared/domain/join.ts";
import { bridge } from "../../bridge.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { CheckIcon, CopyIcon } from "../../ui/icons.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { JoinAction } from "./join-action.tsx";
import { useJoinStore } from "./join-store.ts";

/** Everything to know before deciding about one code. */
export function CodeCardView({ codeKey, title }: { readonly codeKey: string; readonly title: string }) {
  const text = useText("join");
  const code = useJoinStore((state) => state.codes[codeKey]);
  if (code === undefined) return null;
  const { card } = code;
  return (
    <article
      className="join-card"
      aria-label={card === null ? title : `${title}: ${text(`kind_${card.kind}`)}`}
    >
      <header>
        <span className="join-quiet">{title}</span>
        {card && (
          <span className={card.accountKind === null ? "tag" : "tag tag-strong"}>
            {text(`kind_${card.kind}`)}
          </span>
        )}
        <CopyButton words={code.text} />
      </header>
      {card === null && code.cardError === null && <p className="join-quiet">{text("inspecting")}</p>}
      <ErrorLine
        error={code.cardError}
        title={text("inspectFailed")}
        onRetry={() => void useJoinStore.getState().inspect(codeKey)}
      />
      {card && <Facts card={card} />}
      {card &&
        (card.canJoin ? <JoinAction codeKey={codeKey} code={code} card={card} /> : <WhyNot card={card} />)}
    </article>
  );
}

function Facts({ card }: { readonly card: CodeCard }) {
  const text = useText("join");
  const accounts = useAccountsStore((state) => state.accounts);
  const names = card.memberAccountIds.map((id) => accounts?.find((account) => account.id === id)?.name ?? "");
  return (
    <>
      {card.groupName !== null && (
        <p className="join-group">
          <strong dir="auto">{card.groupName}</strong>
          {card.memberCount !== null && (
            <span className="join-quiet">{text("members", { count: card.memberCount })}</span>
          )}
        </p>
      )}
      {card.groupName === null && card.groupId !== null && (
        <p className="join-quiet">
          {text("group")} <code>{card.groupId}</code>
        </p>
      )}
      {card.host !== null && (
        <p className="join-quiet">
          {text("host")} <code>{card.host}</code>
        </p>
      )}
      {card.accountKind === null && <p className="join-text">{card.text}</p>}
      {names.length > 0 && <p className="join-quiet">{text("alreadyIn", { names: names.join(", ") })}</p>}
    </>
  );
}

function WhyNot({ card: { kind, accountKind, accountIds } }: { readonly card: CodeCard }) {
  const text = useText("join");
  const key =
    accountKind !== null && accountIds.length === 0
      ? (`needs_${accountKind}` as const)
      : (`why_${kind}` as const);
  return <p className="join-why">{text(key)}</p>;
}

function CopyButton({ words }: { readonly words: string }) {
  const text = useText("join");
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  const copy = () =>
    bridge.call("shell.copyText", { text: words }).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  const label = { idle: text("copy"), copied: text("copied"), failed: text("copyFailed") }[state];
  return (
    <Button
      variant="text"
      size="small"
      icon={state === "copied" ? <CheckIcon /> : <CopyIcon />}
      onClick={() => void copy()}
      onBlur={() => setState("idle")}
    >
      <span aria-live="polite">{label}</span>
    </Button>
  );
}
