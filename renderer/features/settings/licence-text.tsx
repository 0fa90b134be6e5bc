import { type ReactNode, useEffect, useId, useRef } from "react";
import { isCopyleft, type ShippedPackage } from "../../../shared/domain/shipped-package.ts";
import { bridge } from "../../bridge.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { Copyable } from "../../ui/copyable.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { BackIcon } from "../../ui/icons.tsx";

interface LicenceTextProps {
  readonly chosen: ShippedPackage;
  readonly onBack: () => void;
}

/** The terms of one package, word for word, and where it comes from. Escape goes back to the list. */
export function LicenceText({ chosen, onBack }: LicenceTextProps) {
  const text = useText("settings");
  const { name, version, licence, homepage, source, files } = chosen;
  const titleId = useId();
  const words = useRef<HTMLElement>(null);
  // So that the keys scroll it at once.
  useEffect(() => words.current?.focus({ preventScroll: true }), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape means the same wherever one is in it
    <div className="licences" onKeyDown={(event) => closeOnEscape(event, onBack)}>
      <Button
        className="licences-back"
        size="small"
        variant="text"
        icon={<BackIcon size={14} />}
        onClick={onBack}
      >
        {text("allLicences")}
      </Button>
      <h3 id={titleId} className="licence-title">
        {name} <span className="quiet digits">{version}</span>
      </h3>
      <dl className="facts">
        <Fact label={text("licence")}>{licence}</Fact>
        {homepage !== null && homepage !== source && <Address label={text("homepage")} address={homepage} />}
        {source !== null && <Address label={text("source")} address={source} />}
      </dl>
      {isCopyleft(licence) && (
        <div className="licence-note">
          <p>{text("copyleft", { licence, version, source: source ?? "" })}</p>
          {files.length > 0 && <p>{text("replaceable", { files: files.join(", ") })}</p>}
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="licence-words" ref={words} tabIndex={0} aria-labelledby={titleId}>
        {chosen.text}
      </section>
    </div>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="quiet">{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Address({ label, address }: { readonly label: string; readonly address: string }) {
  const text = useText("settings");
  const appText = useText("app");
  return (
    <Fact label={label}>
      <Copyable
        text={address}
        label={text("copyAddress", { address })}
        copiedLabel={appText("copied")}
        onCopy={(value) => bridge.call("shell.copyText", { text: value })}
      />
    </Fact>
  );
}
