import { unreadableReasonOf } from "../../../shared/qr-reader/unreadable-image.ts";
import { useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { CloseIcon, InfoIcon } from "../../ui/icons.tsx";
import { CodeCardView } from "./code-card.tsx";
import { type JoinItem, useJoinStore } from "./join-store.ts";
import { MarkedThumbnail } from "./marked-thumbnail.tsx";

type Picture = Extract<JoinItem, { type: "picture" }>;

/** One picture: its thumbnail with the codes marked on it, and a card for each different code. */
export function PictureItem({ item }: { readonly item: Picture }) {
  const text = useText("join");
  const keys = [...new Set(item.codes.map((code) => code.codeKey))];
  return (
    <section className="join-picture" aria-label={text("thumbnail", { name: item.name })}>
      <header>
        <span className="ellipsis" dir="auto" title={item.name}>
          {item.name}
        </span>
        <span className="join-quiet" role="status">
          {stateWords(item, text)}
        </span>
        <IconButton
          label={text("remove")}
          icon={<CloseIcon />}
          size="small"
          onClick={() => useJoinStore.getState().remove(item.id)}
        />
      </header>
      {item.state !== "failed" && <MarkedThumbnail item={item} keys={keys} />}
      <PictureProblem item={item} />
      {keys.map((key, index) => (
        <CodeCardView key={key} codeKey={key} title={text("codeNumber", { number: index + 1 })} />
      ))}
    </section>
  );
}

function stateWords({ state, codes }: Picture, text: ReturnType<typeof useText<"join">>): string {
  if (codes.length > 0) return text("codes", { count: codes.length });
  return state === "reading" ? text("reading") : "";
}

function PictureProblem({ item }: { readonly item: Picture }) {
  const text = useText("join");
  if (item.error !== null) {
    const reason = unreadableReasonOf(item.error);
    if (reason === null) return <ErrorLine error={item.error} />;
    return (
      <p className="join-note join-note-problem" role="alert">
        {text(`reason_${reason}`)}
      </p>
    );
  }
  if (item.state !== "read" || item.codes.length > 0) return null;
  return (
    <div className="join-note" role="status">
      <InfoIcon />
      <div>
        <strong>{text("noCode")}</strong> {text("noCodeHelp")}
      </div>
    </div>
  );
}
