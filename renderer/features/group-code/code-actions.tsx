import { useEffect, useState } from "react";
import { safeFileName } from "../../../shared/domain/safe-file-name.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { bridge } from "../../bridge.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { CopyIcon, DownloadIcon, FileIcon } from "../../ui/icons.tsx";
import { base64Of, codePng } from "./code-image.ts";
import { codeModules } from "./code-modules.ts";
import { useMayCopyPictures } from "./use-may-copy-pictures.ts";

interface CodeActionsProps {
  readonly codeText: string;
  readonly name: string;
  readonly validity: string;
  /** An expired code is not passed on. */
  readonly isDisabled: boolean;
}

type Act = "saved" | "textCopied" | "pictureCopied";

/** Passing the code on: as a file, on the clipboard, on paper. */
export function CodeActions({ codeText, name, validity, isDisabled }: CodeActionsProps) {
  const text = useText("groupCode");
  const [done, setDone] = useState<Act | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const mayCopyPictures = useMayCopyPictures();
  useEffect(() => {
    if (done === null) return;
    const timer = setTimeout(() => setDone(null), 3000);
    return () => clearTimeout(timer);
  }, [done]);

  async function act(name: Act, work: () => Promise<boolean>) {
    setError(null);
    try {
      if (await work()) setDone(name);
    } catch (cause) {
      setError(toAppError(cause));
    }
  }
  const picture = () => codePng(codeModules(codeText), { name, validity });

  return (
    <>
      <ErrorLine error={error} title={text("actFailed")} onDismiss={() => setError(null)} />
      <div className="form-buttons">
        <Button
          icon={<DownloadIcon />}
          disabled={isDisabled}
          onClick={() =>
            void act("saved", async () =>
              bridge.call("shell.saveFile", {
                name: safeFileName(`${name.slice(0, 100)}.png`),
                base64: await base64Of(await picture()),
              }),
            )
          }
        >
          {text("save")}
        </Button>
        {mayCopyPictures && (
          <Button
            icon={<CopyIcon />}
            disabled={isDisabled}
            onClick={() =>
              void act("pictureCopied", async () => {
                await navigator.clipboard.write([new ClipboardItem({ "image/png": picture() })]);
                return true;
              })
            }
          >
            {text("copyPicture")}
          </Button>
        )}
        <Button
          icon={<CopyIcon />}
          disabled={isDisabled}
          onClick={() =>
            void act("textCopied", async () => {
              await bridge.call("shell.copyText", { text: codeText });
              return true;
            })
          }
        >
          {text("copyText")}
        </Button>
        <Button icon={<FileIcon />} disabled={isDisabled} onClick={() => window.print()}>
          {text("print")}
        </Button>
      </div>
      <p role="status" className="code-done">
        {done && text(done)}
      </p>
    </>
  );
}
