import { type FormEvent, useMemo, useState } from "react";
import type { DeviceSignIn } from "../../../shared/domain/device-sign-in.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { codeModules, codePath, fullSize } from "../group-code/code-modules.ts";
import { useDeviceStore } from "./device-store.ts";

/** The code to scan and what to do on the phone; where WeChat wants a check, the way to it instead. */
export function DeviceCode({ signIn }: { readonly signIn: DeviceSignIn }) {
  const { step, code } = signIn;
  const text = useText("device");
  if (step === "preparing" || code === null) {
    return (
      <p className="device-preparing" role="status">
        <span className="spinner" aria-hidden="true" />
        {text("preparing")}
      </p>
    );
  }
  if (step === "check") return <Check signIn={signIn} />;
  const isScanned = step === "scanned";
  return (
    <>
      <div role="status">
        <p className="device-ask">{askWords()}</p>
        {!isScanned && <p className="quiet">{text("scanHint")}</p>}
      </div>
      <Picture text={code.text} picture={code.picture} label={text("codeLabel")} isDim={isScanned} />
      {isScanned && <NumberForm />}
    </>
  );

  function askWords(): string {
    if (!isScanned) return text("scan");
    return signIn.person === null ? text("scanned") : text("scannedBy", { person: signIn.person });
  }
}

function Check({ signIn: { checkUrl, words } }: { readonly signIn: DeviceSignIn }) {
  const text = useText("device");
  const openCheck = useDeviceStore((state) => state.openCheck);
  const address = checkUrl ?? words ?? "";
  return (
    <>
      <div role="status">
        <p className="device-ask">{text("checkTitle")}</p>
        <p className="quiet">{text("checkHint")}</p>
      </div>
      {checkUrl !== null && (
        <Button variant="primary" onClick={() => void openCheck()}>
          {text("checkOpen")}
        </Button>
      )}
      <code className="device-address">{address}</code>
      {checkUrl !== null && checkUrl.length < 1000 && (
        <Picture text={checkUrl} picture={null} label={text("checkLabel")} isDim={false} />
      )}
    </>
  );
}

interface PictureProps {
  readonly text: string | null;
  readonly picture: string | null;
  readonly label: string;
  /** It has done its work. */
  readonly isDim: boolean;
}

/** Dark on white in every theme: phones read it so. */
function Picture({ text, picture, label, isDim }: PictureProps) {
  const drawn = useMemo(() => {
    if (text === null) return null;
    const modules = codeModules(text);
    return { path: codePath(modules), size: fullSize(modules) };
  }, [text]);
  return (
    <div className="device-code" data-dim={isDim || undefined}>
      {drawn === null ? (
        <img src={picture ?? ""} alt={label} />
      ) : (
        <svg viewBox={`0 0 ${drawn.size} ${drawn.size}`} role="img" aria-label={label}>
          <rect width={drawn.size} height={drawn.size} fill="#ffffff" />
          <path shapeRendering="crispEdges" d={drawn.path} fill="#000000" />
        </svg>
      )}
    </div>
  );
}

/** Some sign-ins are confirmed by a number that the phone shows. */
function NumberForm() {
  const text = useText("device");
  const enterNumber = useDeviceStore((state) => state.enterNumber);
  const [number, setNumber] = useState("");
  const [isBad, setIsBad] = useState(false);
  const [isSent, setIsSent] = useState(false);

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const isNumber = /^\d{4,8}$/.test(number.trim());
    setIsBad(!isNumber);
    setIsSent(isNumber && (await enterNumber(number.trim())));
  }

  return (
    <form className="device-number" onSubmit={(event) => void onSubmit(event)} noValidate>
      <TextField
        label={text("number")}
        hint={isSent ? text("numberSent") : text("numberHint")}
        problem={isBad ? text("numberBad") : undefined}
        inputMode="numeric"
        maxLength={8}
        value={number}
        onChange={(event) => {
          setNumber(event.target.value);
          setIsBad(false);
          setIsSent(false);
        }}
      />
      <Button type="submit">{text("numberSend")}</Button>
    </form>
  );
}
