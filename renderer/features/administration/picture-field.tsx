import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { PictureCrop } from "./picture-crop.tsx";
import { usePictureStore } from "./picture-store.ts";

/** Picks a picture and cuts a square out of it. */
export function PictureField({ isOptional = false }: { readonly isOptional?: boolean }) {
  const text = useText("administration");
  const { picture, isReading, readError, pick, clear } = usePictureStore();
  return (
    <div className="picture-field">
      {picture && <PictureCrop />}
      <ErrorLine error={readError} title={text("pictureFailed")} />
      <div className="form-buttons">
        <Button isBusy={isReading} onClick={() => void pick()}>
          {text(picture ? "pickAnother" : "pickPicture")}
        </Button>
        {picture && isOptional && (
          <Button variant="text" onClick={clear}>
            {text("removePicture")}
          </Button>
        )}
      </div>
    </div>
  );
}
