import { memo } from "react";
import { unreadableReasonOf } from "../../../shared/qr-reader/unreadable-image.ts";
import { useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { AlertIcon, CloseIcon, QrIcon } from "../../ui/icons.tsx";
import { type JoinPicture, useItemsStore } from "./items-store.ts";

/** A picture that gave no code: it has none, or it could not be read, and why. */
export const ProblemRow = memo(function ProblemRow({ picture }: { readonly picture: JoinPicture }) {
  const text = useText("join");
  return (
    <section className="join-card join-problem" aria-label={text("thumbnail", { name: picture.name })}>
      {picture.thumbnail === null ? (
        <span className="join-thumb join-thumb-none">
          {picture.error === null ? <QrIcon size={24} /> : <AlertIcon size={24} />}
        </span>
      ) : (
        <img className="join-thumb" src={picture.thumbnail} alt="" draggable={false} />
      )}
      <div className="join-card-body">
        <header>
          <strong className="ellipsis" dir="auto" title={picture.name}>
            {picture.name}
          </strong>
          <span className="join-card-tools">
            <IconButton
              label={text("remove")}
              icon={<CloseIcon />}
              size="small"
              onClick={() => useItemsStore.getState().remove(picture.id)}
            />
          </span>
        </header>
        <Problem picture={picture} />
      </div>
    </section>
  );
});

function Problem({ picture: { error } }: { readonly picture: JoinPicture }) {
  const text = useText("join");
  if (error === null) {
    return (
      <>
        <p role="status">{text("noCode")}</p>
        <p className="join-quiet">{text("noCodeHelp")}</p>
      </>
    );
  }
  const reason = unreadableReasonOf(error);
  if (reason === null) return <ErrorLine error={error} />;
  return (
    <p className="join-unreadable" role="alert">
      {text(`reason_${reason}`)}
    </p>
  );
}
