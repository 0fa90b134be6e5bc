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
import { accountOf, isIn } from "./joinable.ts";
import { MarkedThumbnail } from "./marked-thumbnail.tsx";
import { siblingsOf } from "./picked-codes.ts";
import { useQueueStore } from "./queue-store.ts";
import type { JoinRow } from "./rows.ts";

type Code = Extract<JoinRow, { type: "code" }>;

interface CodeRowProps {
  readonly row: Code;
  /** Several can be joined, so each shows whether it goes along. */
  readonly isPicking: boolean;
  readonly isPicked: boolean;
  /** An earlier row shows another code of the same group. */
  readonly isRepeat: boolean;
}

/** One code: where it stands in its picture, all there is to know before deciding, and what became of it. */
export const CodeRow = memo(
  function CodeRow({ row, isPicking, isPicked, isRepeat }: CodeRowProps) {
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
          <Tick codeKey={codeKey} isPicked={isPicked} name={card.groupName ?? `${title}: ${kind}`} />
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
              <RemoveCode codeKey={codeKey} />
            </span>
          </header>
          <Source row={row} isRepeat={isRepeat} />
          {card === null && code.cardError === null && <p className="join-quiet">{text("inspecting")}</p>}
          <ErrorLine
            error={code.cardError}
            title={text("inspectFailed")}
            onRetry={() => void useCodesStore.getState().inspect(codeKey)}
          />
          {card && (
            <div className="join-line">
              <CodeFacts codeKey={codeKey} card={card} />
              <JoinAction codeKey={codeKey} card={card} />
            </div>
          )}
        </div>
        {isLarge && picture !== null && <MarkedThumbnail picture={picture} />}
      </article>
    );
  },
  ({ row: one, ...flags }, { row: other, ...otherFlags }) =>
    flags.isPicking === otherFlags.isPicking &&
    flags.isPicked === otherFlags.isPicked &&
    flags.isRepeat === otherFlags.isRepeat &&
    isSameRow(one, other),
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

/** What is being joined, or is next, stays: what becomes of it is told here. */
function RemoveCode({ codeKey }: { readonly codeKey: string }) {
  const text = useText("join");
  const isJoining = useAttemptsStore((state) => state.attempts[codeKey]?.step === "joining");
  const isNext = useQueueStore(({ state, current }) => state === "running" && current === codeKey);
  return (
    <IconButton
      label={text("remove")}
      icon={<CloseIcon />}
      size="small"
      disabled={isJoining || isNext}
      onClick={() => {
        useQueueStore.getState().leaveOut(codeKey);
        useItemsStore.getState().removeCode(codeKey);
      }}
    />
  );
}

interface SourceProps {
  readonly row: Code;
  readonly isRepeat: boolean;
}

function Source({ row: { picture, number, count, others }, isRepeat }: SourceProps) {
  const text = useText("join");
  const place =
    picture === null
      ? [text("pastedText")]
      : [
          picture.name,
          ...(count > 1 ? [text("codeOf", { number, count })] : []),
          ...(others > 0 ? [text("alsoIn", { count: others })] : []),
        ];
  return (
    <p className="join-quiet ellipsis" dir="auto">
      {(isRepeat ? [...place, text("sameGroup")] : place).join(" · ")}
    </p>
  );
}

interface TickProps {
  readonly codeKey: string;
  readonly isPicked: boolean;
  readonly name: string;
}

function Tick({ codeKey, isPicked, name }: TickProps) {
  const text = useText("join");
  const id = useId();
  const card = useCodesStore((state) => state.codes[codeKey]?.card ?? null);
  const attempt = useAttemptsStore((state) => state.attempts[codeKey]);
  const isTried = useQueueStore(({ tried }) => tried.includes(codeKey));
  const accountFor = useChoiceStore((state) => state.accountFor);
  return (
    <input
      id={id}
      type="checkbox"
      className="join-tick"
      aria-label={text("pickCode", { name })}
      disabled={isTried || (card !== null && isIn(attempt, accountOf(card, accountFor, attempt)))}
      checked={!isTried && isPicked}
      onChange={(event) => {
        const { tick, untouch } = useChoiceStore.getState();
        const siblings = siblingsOf(codeKey, useCodesStore.getState().codes);
        if (event.target.checked) {
          untouch(siblings);
          tick([codeKey], true);
        } else {
          // The group is left out: no other of its codes takes over.
          tick([codeKey, ...siblings], false);
        }
      }}
    />
  );
}
