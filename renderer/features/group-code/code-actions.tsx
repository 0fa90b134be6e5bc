import { type ReactNode, useEffect, useState } from "react";
import { safeFileName } from "../../../shared/domain/safe-file-name.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { bridge } from "../../bridge.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { CopyIcon, DownloadIcon, FileIcon } from "../../ui/icons.tsx";
import { cardLines } from "./card-lines.ts";
import { base64Of, cardPng, lineFits } from "./card-picture.ts";
import { cardSvg, nameFont, nameWidth } from "./card-svg.ts";
import { useMayCopyPictures } from "./use-may-copy-pictures.ts";

interface CodeActionsProps {
  readonly codeText: string;
  readonly name: string;
  readonly validity: string;
  readonly picture: string | null;
  /** An expired code is not passed on. */
  readonly isDisabled: boolean;
  /** More buttons, after these. */
  readonly children: ReactNode;
}

type Act = "saved" | "textCopied" | "pictureCopied";

/** Passing the code on: as a file, on the clipboard, on paper. */
export function CodeActions({ codeText, name, validity, picture, isDisabled, children }: CodeActionsProps) {
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
  const card = () => {
    const { fontFamily } = getComputedStyle(document.body);
    const lines = cardLines(name, lineFits(nameFont(fontFamily), nameWidth));
    return cardSvg({ codeText, lines, validity, picture, fontFamily });
  };
  const save = (extension: "png" | "svg", bytes: () => Promise<Blob>) =>
    act("saved", async () =>
      bridge.call("shell.saveFile", {
        name: safeFileName(`${name}.${extension}`),
        base64: await base64Of(await bytes()),
      }),
    );

  return (
    <>
      <ErrorLine error={error} title={text("actFailed")} onDismiss={() => setError(null)} />
      <div className="form-buttons">
        <Button
          icon={<DownloadIcon />}
          disabled={isDisabled}
          onClick={() => void save("png", () => cardPng(card()))}
        >
          {text("savePng")}
        </Button>
        <Button
          icon={<DownloadIcon />}
          disabled={isDisabled}
          onClick={() => void save("svg", async () => new Blob([card().svg]))}
        >
          {text("saveSvg")}
        </Button>
        {mayCopyPictures && (
          <Button
            icon={<CopyIcon />}
            disabled={isDisabled}
            onClick={() =>
              void act("pictureCopied", async () => {
                await navigator.clipboard.write([new ClipboardItem({ "image/png": cardPng(card()) })]);
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
        {children}
      </div>
      <p role="status" className="code-done">
        {done && text(done)}
      </p>
    </>
  );
}
