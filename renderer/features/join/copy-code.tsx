import { useState } from "react";
import { bridge } from "../../bridge.ts";
import { useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { AlertIcon, CheckIcon, CopyIcon } from "../../ui/icons.tsx";

const labels = { idle: "copy", copied: "copied", failed: "copyFailed" } as const;

/** Copies a code's text as it was read. */
export function CopyCode({ words }: { readonly words: string }) {
  const text = useText("join");
  const [state, setState] = useState<keyof typeof labels>("idle");
  const copy = () =>
    bridge.call("shell.copyText", { text: words }).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  return (
    <>
      <IconButton
        label={text(labels[state])}
        icon={state === "copied" ? <CheckIcon /> : state === "failed" ? <AlertIcon /> : <CopyIcon />}
        size="small"
        onClick={() => void copy()}
        onBlur={() => setState("idle")}
      />
      <span className="visually-hidden" aria-live="polite">
        {state === "idle" ? "" : text(labels[state])}
      </span>
    </>
  );
}
