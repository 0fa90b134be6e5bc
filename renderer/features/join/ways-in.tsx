import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { CameraIcon, CloseIcon, FileIcon, ScreenIcon } from "../../ui/icons.tsx";
import { type CaptureStore, useCaptureStore } from "./capture-store.ts";
import { useItemsStore } from "./items-store.ts";
import { PasteField } from "./paste-field.tsx";
import { pickPictures } from "./pick-pictures.ts";

/** Pictures, the screen, the camera, a pasted text; and why something could not be brought. */
export function WaysIn() {
  const text = useText("join");
  const { bringError, skipped, bring, dismissNotes } = useItemsStore();
  const { problem, takeScreen, openCamera, dismissProblem } = useCaptureStore();
  return (
    <div className="join-ways">
      <div className="join-buttons">
        <Button icon={<FileIcon />} onClick={() => void bring(pickPictures())}>
          {text("pick")}
        </Button>
        <Button icon={<ScreenIcon />} onClick={() => void takeScreen()}>
          {text("screen")}
        </Button>
        <Button icon={<CameraIcon />} onClick={openCamera}>
          {text("camera")}
        </Button>
      </div>
      <ErrorLine error={bringError} title={text("pickFailed")} onDismiss={dismissNotes} />
      {skipped > 0 && <Note words={text("skipped", { count: skipped })} onDismiss={dismissNotes} />}
      {problem && <Note words={text(problemKey(problem))} onDismiss={dismissProblem} />}
      <PasteField />
    </div>
  );
}

function problemKey({ what, why }: NonNullable<CaptureStore["problem"]>) {
  return `${what}_${why}` as const;
}

function Note({ words, onDismiss }: { readonly words: string; readonly onDismiss: () => void }) {
  const text = useText("join");
  return (
    <div className="join-note" role="status">
      <span>{words}</span>
      <Button
        size="small"
        variant="text"
        icon={<CloseIcon />}
        aria-label={text("dismissNote")}
        onClick={onDismiss}
      />
    </div>
  );
}
