import { useEffect, useState } from "react";
import { CheckIcon, CopyIcon } from "./icons.tsx";

interface CopyableProps {
  readonly text: string;
  /** In place of the text itself, where that is long. */
  readonly shown?: string;
  /** The accessible name, e.g. "Copy ID 42". */
  readonly label: string;
  readonly copiedLabel: string;
  readonly onCopy: (text: string) => Promise<unknown>;
}

/** A text that copies itself when clicked, and says so once it has. */
export function Copyable({ text, shown = text, label, copiedLabel, onCopy }: CopyableProps) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <button
      type="button"
      className="copyable"
      aria-label={label}
      title={label}
      onClick={() =>
        onCopy(text).then(
          () => setIsCopied(true),
          () => setIsCopied(false),
        )
      }
    >
      <span className="ellipsis digits">{shown}</span>
      {isCopied ? <CheckIcon size={13} /> : <CopyIcon size={13} />}
      <span role="status" className="visually-hidden">
        {isCopied ? copiedLabel : ""}
      </span>
    </button>
  );
}
