import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef } from "react";
import { useText } from "../../i18n.ts";
import { zoomOf } from "./crop-geometry.ts";
import { drawCrop } from "./draw-crop.ts";
import { usePictureStore } from "./picture-store.ts";

const side = 240;
const zoomStep = 1.15;
/** One press of an arrow key moves by this part of what is seen. */
const keyStep = 1 / 20;

/** The square that will be the picture: dragged, zoomed by wheel or slider, or all of it by keyboard. */
export function PictureCrop() {
  const text = useText("administration");
  const id = useId();
  const { picture, crop, move, zoom } = usePictureStore();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current && picture && crop) drawCrop(canvas.current, picture, crop);
  }, [picture, crop]);
  useEffect(() => {
    const element = canvas.current;
    // React listens passively, and the panel must not scroll along.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const now = usePictureStore.getState();
      if (!now.picture || !now.crop) return;
      now.zoom(zoomOf(now.picture, now.crop) * (event.deltaY < 0 ? zoomStep : 1 / zoomStep));
    };
    element?.addEventListener("wheel", onWheel, { passive: false });
    return () => element?.removeEventListener("wheel", onWheel);
  }, []);
  if (!picture || !crop) return null;
  const current = zoomOf(picture, crop);
  const scale = crop.side / side;

  function onPointerMove(event: PointerEvent<HTMLCanvasElement>) {
    if (event.buttons === 1) move(-event.movementX * scale, -event.movementY * scale);
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = side * keyStep * scale;
    if (event.key === "ArrowLeft") move(-step, 0);
    else if (event.key === "ArrowRight") move(step, 0);
    else if (event.key === "ArrowUp") move(0, -step);
    else if (event.key === "ArrowDown") move(0, step);
    else if (event.key === "+" || event.key === "=") zoom(current * zoomStep);
    else if (event.key === "-") zoom(current / zoomStep);
    else return;
    event.preventDefault();
  }

  return (
    <div className="picture-crop">
      <div
        role="application"
        aria-label={text("cropLabel")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the arrow keys
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <canvas
          ref={canvas}
          width={side * 2}
          height={side * 2}
          style={{ width: side, height: side }}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={onPointerMove}
        />
      </div>
      <div className="picture-zoom">
        <label htmlFor={id}>{text("zoom")}</label>
        <input
          id={id}
          type="range"
          min={1}
          max={8}
          step={0.05}
          value={current}
          onChange={(event) => zoom(Number(event.target.value))}
        />
      </div>
      <p className="field-hint">{text("cropHint")}</p>
    </div>
  );
}
