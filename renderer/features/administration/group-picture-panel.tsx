import { useEffect } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { exportCrop } from "./draw-crop.ts";
import { useGroupPictureStore } from "./group-picture-store.ts";
import { PictureField } from "./picture-field.tsx";
import { usePictureStore } from "./picture-store.ts";
import "./administration.css";

interface GroupPicturePanelProps {
  readonly accountId: string;
  readonly groupId: string;
}

/** A new picture for a group. */
export function GroupPicturePanel({ accountId, groupId }: GroupPicturePanelProps) {
  const text = useText("administration");
  const close = usePanelStore((state) => state.close);
  const { picture, crop, clear } = usePictureStore();
  const { isSaving, saveError, save, reset } = useGroupPictureStore();
  useEffect(() => {
    clear();
    reset();
    return clear;
  }, [clear, reset]);

  async function use() {
    if (picture && crop && (await save(accountId, groupId, exportCrop(picture, crop)))) close();
  }
  return (
    <SidePanel title={text("picture")} closeLabel={text("close")} onClose={close}>
      <div className="form">
        <PictureField />
        <ErrorLine error={saveError} title={text("pictureSaveFailed")} onRetry={() => void use()} />
        {picture && (
          <Button variant="primary" isBusy={isSaving} onClick={() => void use()}>
            {text("usePicture")}
          </Button>
        )}
      </div>
    </SidePanel>
  );
}
