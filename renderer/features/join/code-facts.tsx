import { imitatedHost } from "../../../shared/domain/imitated-host.ts";
import type { CodeCard } from "../../../shared/domain/join.ts";
import { useText } from "../../i18n.ts";
import { AlertIcon } from "../../ui/icons.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { useAttemptsStore } from "./attempts-store.ts";
import { hasJoined, isIn } from "./joinable.ts";
import { OpenGroup } from "./open-group.tsx";
import { SeenLine } from "./seen-line.tsx";

/** What is known of a code before anything is done with it, and why nothing can be done where that is so. */
export function CodeFacts({ codeKey, card }: { readonly codeKey: string; readonly card: CodeCard }) {
  const text = useText("join");
  const accounts = useAccountsStore((state) => state.accounts);
  const attempt = useAttemptsStore((state) => state.attempts[codeKey]);
  // What was tried in this window is told in full below, with the way into the group.
  const told = attempt?.outcome ? attempt : undefined;
  const members = card.memberAccountIds.filter((id) => !isIn(told, id));
  const names = members.map((id) => accounts?.find((account) => account.id === id)?.name ?? "");
  const [last] = told === undefined ? card.seen : [];
  return (
    <div className="join-known">
      <p className="join-facts">
        {card.memberCount !== null && <span>{text("members", { count: card.memberCount })}</span>}
        {card.groupId !== null && (
          <span>
            {text("group")} <code>{card.groupId}</code>
          </span>
        )}
        {card.host !== null && (
          <span>
            {text("host")} <code>{card.host}</code>
          </span>
        )}
        {card.kind === "wechat_group" && <span>{text("validWeChat")}</span>}
      </p>
      {card.accountKind === null && <p className="join-text">{card.text}</p>}
      {names.length > 0 && (
        <p className="join-in">
          <span>{text("alreadyIn", { names: names.join(text("listJoin")) })}</span>
          {card.groupId !== null && !hasJoined(told) && (
            <OpenGroup accountId={members[0]} groupId={card.groupId} />
          )}
        </p>
      )}
      {last && <SeenLine seen={last} />}
      {!card.canJoin && <WhyNot card={card} />}
    </div>
  );
}

function WhyNot({ card }: { readonly card: CodeCard }) {
  const text = useText("join");
  const { kind, accountKind, accountIds } = card;
  const known = kind === "web_link" ? imitatedHost(card.text) : null;
  const danger =
    known !== null ? text("imitates", { known }) : kind === "payment" ? text("why_payment") : null;
  if (danger !== null) {
    return (
      <p className="join-danger" role="note">
        <AlertIcon size={16} />
        <span>{danger}</span>
      </p>
    );
  }
  const key =
    accountKind !== null && accountIds.length === 0
      ? (`needs_${accountKind}` as const)
      : (`why_${kind}` as const);
  return <p className="join-why">{text(key)}</p>;
}
