import { useLayoutEffect, useState } from "react";
import { pastedTexts } from "../../../shared/domain/pasted-texts.ts";
import { joiningAccountKind, parseCode } from "../../../shared/domain/qr-payload.ts";
import { useText } from "../../i18n.ts";
import { droppedPictures, mayHoldPictures, pastedPictures } from "./incoming-files.ts";
import { useItemsStore } from "./items-store.ts";
import { useJoinStore } from "./join-store.ts";

/** How long after the last sign of a drag its mark stays: a drag that leaves the window says nothing. */
const dragRestMs = 250;
const longestText = 200_000;

/**
 * Takes pictures dropped or pasted anywhere, except where a part of the page took them itself (its handler
 * prevents the default). Answers whether pictures hover over the window now.
 */
export function useIncomingPictures(): boolean {
  const text = useText("join");
  const pastedName = text("pastedPicture");
  const [isDragging, setIsDragging] = useState(false);

  // Before the first paint, so that whoever sees the panel can already drop on it.
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = () => {
      clearTimeout(timer);
      setIsDragging(false);
    };
    const onDragOver = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files")) return;
      // Without this the browser would open the dropped file in place of the app.
      event.preventDefault();
      const isWelcome = mayHoldPictures(event.dataTransfer);
      event.dataTransfer.dropEffect = isWelcome ? "copy" : "none";
      setIsDragging(isWelcome);
      clearTimeout(timer);
      timer = setTimeout(rest, dragRestMs);
    };
    const onDrop = (event: DragEvent) => {
      rest();
      const transfer = event.dataTransfer;
      if (event.defaultPrevented || !transfer?.types.includes("Files")) return;
      event.preventDefault();
      void useItemsStore.getState().bring(droppedPictures(transfer));
    };
    const onPaste = (event: ClipboardEvent) => {
      const transfer = event.clipboardData;
      if (event.defaultPrevented || transfer === null) return;
      const pictures = pastedPictures(transfer, pastedName);
      const words = transfer.getData("text/plain");
      // Word processors add a picture of the text; in a field the text is what is meant.
      if (isField(event.target) && (pictures.length === 0 || words !== "")) return;
      const { bring, addTexts } = useItemsStore.getState();
      const texts = wantedTexts(words);
      if (pictures.length > 0) void bring(Promise.resolve({ pictures, skipped: 0 }));
      else if (texts.length > 0) addTexts(texts);
      else return;
      event.preventDefault();
    };
    window.addEventListener("dragover", onDragOver);
    window.addEventListener("drop", onDrop);
    window.addEventListener("paste", onPaste);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("dragover", onDragOver);
      window.removeEventListener("drop", onDrop);
      window.removeEventListener("paste", onPaste);
    };
  }, [pastedName]);

  return isDragging;
}

/** While the panel is open any text is meant for it; else only invitations. */
function wantedTexts(words: string): readonly string[] {
  const texts = pastedTexts(words.slice(0, longestText)).filter((text) => text.length <= 20_000);
  return useJoinStore.getState().isOpen
    ? texts
    : texts.filter((text) => joiningAccountKind(parseCode(text).kind) !== null);
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
