import { memo, useId, useState } from "react";
import { useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { CloseIcon } from "../../ui/icons.tsx";
import { useAttemptsStore } from "./attempts-store.ts";
import { useChoiceStore } from "./choice-store.ts";
import { CodeFacts } from "./code-facts.tsx";
import { CodeThumbnail } from "./code-thumbnail.tsx";
import { useCodesStore } from "./codes-store.ts";
import { CopyCode } from "./copy-code.tsx";
import { useItemsStore } from "./items-store.ts";
import { JoinAction } from "./join-action.tsx";
import { accountOf, isIn, isTicked } from "./joinable.ts";
import { MarkedThumbnail } from "./marked-thumbnail.tsx";
import { useQueueStore } from "./queue-store.ts";
import type { JoinRow } from "./rows.ts";

type Code = Extract<JoinRow, { type: "code" }>;

interface CodeRowProps {
  readonly row: Code;
  /** Several can be joined, so each shows whether it goes along. */
  readonly isPicking: boolean;
}

/** One code: where it stands in its picture, all there is to know before deciding, and what became of it. */
export const CodeRow = memo(
  function CodeRow({ row, isPicking }: CodeRowProps) {
    const text = useText("join");
    const [isLarge, setIsLarge] = useState(false);
    const code = useCodesStore((state) => state.codes[row.codeKey]);
    if (code === undefined) return null;
    const { card } = code;
    const { picture, mark, codeKey } = row;
    const title = picture === null ? text("pastedText") : text("codeNumber", { number: row.number });
    const kind = card === null ? null : text(`kind_${card.kind}`);
    return (
      <article className="join-card" aria-label={kind === null ? title : `${title}: ${kind}`}>
        {isPicking && card?.canJoin && (
          <Tick codeKey={codeKey} name={card.groupName ?? `${title}: ${kind}`} />
        )}
        {picture !== null && mark !== null && (
          <button
            type="button"
            className="join-look"
            aria-expanded={isLarge}
            aria-label={text(isLarge ? "hidePicture" : "showPicture", { name: picture.name })}
            title={picture.name}
            onClick={() => setIsLarge(!isLarge)}
          >
            <CodeThumbnail picture={picture} mark={mark} />
          </button>
        )}
        <div className="join-card-body">
          <header>
            <strong className="ellipsis" dir="auto">
              {card?.groupName ?? kind ?? title}
            </strong>
            {card?.groupName && (
              <span className={card.accountKind === null ? "tag" : "tag tag-strong"}>{kind}</span>
            )}
            <span className="join-card-tools">
              <CopyCode words={code.text} />
              <IconButton
                label={text("remove")}
                icon={<CloseIcon />}
                size="small"
                onClick={() => useItemsStore.getState().removeCode(codeKey)}
              />
            </span>
          </header>
          <Source row={row} />
          {card === null && code.cardError === null && <p className="join-quiet">{text("inspecting")}</p>}
          <ErrorLine
            error={code.cardError}
            title={text("inspectFailed")}
            onRetry={() => void useCodesStore.getState().inspect(codeKey)}
          />
          {card && (
            <div className="join-line">
              <CodeFacts codeKey={codeKey} card={card} />
              {card.canJoin && <JoinAction codeKey={codeKey} card={card} />}
            </div>
          )}
        </div>
        {isLarge && picture !== null && <MarkedThumbnail picture={picture} />}
      </article>
    );
  },
  (one, other) => one.isPicking === other.isPicking && isSameRow(one.row, other.row),
);

function isSameRow(one: Code, other: Code): boolean {
  return (
    one.codeKey === other.codeKey &&
    one.picture === other.picture &&
    one.number === other.number &&
    one.count === other.count &&
    one.others === other.others
  );
}

function Source({ row: { picture, number, count, others } }: { readonly row: Code }) {
  const text = useText("join");
  const words =
    picture === null
      ? [text("pastedText")]
      : [
          picture.name,
          ...(count > 1 ? [text("codeOf", { number, count })] : []),
          ...(others > 0 ? [text("alsoIn", { count: others })] : []),
        ];
  return (
    <p className="join-quiet ellipsis" dir="auto">
      {words.join(" · ")}
    </p>
  );
}

function Tick({ codeKey, name }: { readonly codeKey: string; readonly name: string }) {
  const text = useText("join");
  const id = useId();
  const card = useCodesStore((state) => state.codes[codeKey]?.card ?? null);
  const attempt = useAttemptsStore((state) => state.attempts[codeKey]);
  const isTried = useQueueStore(({ tried }) => tried.includes(codeKey));
  const choice = useChoiceStore();
  return (
    <input
      id={id}
      type="checkbox"
      className="join-tick"
      aria-label={text("pickCode", { name })}
      disabled={isTried || (card !== null && isIn(attempt, accountOf(card, choice.accountFor)))}
      checked={!isTried && card !== null && isTicked(codeKey, card, choice, attempt)}
      onChange={(event) => choice.tick([codeKey], event.target.checked)}
    />
  );
}
