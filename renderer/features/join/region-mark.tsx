import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { formatTime } from "../../ui/formatters.ts";
import { useCaptureStore } from "./capture-store.ts";
import { useItemsStore } from "./items-store.ts";
import { type Marked, markedBetween, partOf } from "./marked-part.ts";

/** The still picture of a screen, over the whole window: drag over a part to read it, or read everything. */
export function RegionMark({ still }: { readonly still: ImageBitmap }) {
  const text = useText("join");
  const language = useLanguage();
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [start, setStart] = useState<{ x: number; y: number } | null>(null);
  const [marked, setMarked] = useState<Marked | null>(null);
  const { close } = useCaptureStore.getState();
  useEffect(() => {
    const before = document.activeElement;
    root.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    canvas.current?.getContext("2d")?.drawImage(still, 0, 0);
  }, [still]);

  /** The part as of the picture, 0 to 1; null reads everything. */
  const read = (part: Marked | null) => {
    const name = text("screenPicture", { time: formatTime(Date.now(), language) });
    const picture = partOf(still, part);
    const brought = picture.then((blob) => ({ pictures: [{ name, load: async () => blob }], skipped: 0 }));
    void useItemsStore.getState().bring(brought);
    void brought.then(close, close);
  };
  const place = (event: PointerEvent<HTMLElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === root.current) read(null);
  };
  return (
    <div
      ref={root}
      className="join-region"
      role="dialog"
      aria-modal="true"
      aria-label={text("regionTitle")}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className="join-region-bar">
        <span>{text("regionHint")}</span>
        <Button variant="primary" onClick={() => read(null)}>
          {text("regionAll")}
        </Button>
        <Button onClick={close}>{text("cancel")}</Button>
      </div>
      <div className="join-region-space">
        <div
          className="join-region-picture"
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            setStart(place(event));
            setMarked(null);
          }}
          onPointerMove={(event) => {
            if (start !== null) setMarked(markedBetween(start, place(event)));
          }}
          onPointerUp={() => {
            setStart(null);
            // A click that slipped is no mark.
            if (marked !== null && marked.width * still.width >= 16 && marked.height * still.height >= 16)
              read(marked);
            else setMarked(null);
          }}
        >
          <canvas ref={canvas} width={still.width} height={still.height} />
          {marked && (
            <div
              className="join-region-marked"
              style={{
                left: `${marked.x * 100}%`,
                top: `${marked.y * 100}%`,
                width: `${marked.width * 100}%`,
                height: `${marked.height * 100}%`,
              }}
            />
          )}
        </div>
      </div>
    </div>
  );
}
