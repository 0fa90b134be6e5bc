import { bridge } from "../../bridge.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { QrIcon } from "../../ui/icons.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { CodeCardView } from "./code-card.tsx";
import type { NamedPicture } from "./incoming-files.ts";
import { useJoinStore } from "./join-store.ts";
import { PasteField } from "./paste-field.tsx";
import { PictureItem } from "./picture-item.tsx";

/** Everything the person brought, newest first, each code with its card. */
export function JoinPanel() {
  const text = useText("join");
  const items = useJoinStore((state) => state.items);
  const error = useJoinStore((state) => state.bringError);
  const { close, clear, bring, dismissBringError } = useJoinStore.getState();
  return (
    <SidePanel title={text("title")} closeLabel={text("close")} onClose={close} className="join-panel">
      <div className="join-ways">
        <div className="join-buttons">
          <Button icon={<QrIcon />} onClick={() => void bring(pickPictures())}>
            {text("pick")}
          </Button>
          {items.length > 0 && (
            <Button variant="text" onClick={clear}>
              {text("clear")}
            </Button>
          )}
        </div>
        <ErrorLine error={error} title={text("pickFailed")} onDismiss={dismissBringError} />
        <PasteField />
      </div>
      {items.length === 0 ? (
        <div className="join-empty">
          <EmptyState icon={<QrIcon size={48} />} title={text("emptyTitle")} hint={text("emptyHint")} />
        </div>
      ) : (
        <ul className="join-items">
          {items.map((item) => (
            <li key={item.id}>
              {item.type === "picture" ? (
                <PictureItem item={item} />
              ) : (
                <CodeCardView codeKey={item.codeKey} title={text("pastedText")} />
              )}
            </li>
          ))}
        </ul>
      )}
    </SidePanel>
  );
}

/** Main opens the dialog and reads the files; only their bytes come here. */
async function pickPictures(): Promise<readonly NamedPicture[]> {
  const files = await bridge.call("shell.pickFiles", { purpose: "image" });
  return Promise.all(
    files
      .filter((file) => !file.isFolder)
      .map(async ({ handle, name }) => {
        const { base64 } = await bridge.call("shell.readImage", { handle });
        return { name, blob: new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]) };
      }),
  );
}
