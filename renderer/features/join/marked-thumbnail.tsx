import { boxAround } from "../../../shared/qr-reader/pixels.ts";
import { useText } from "../../i18n.ts";
import type { JoinItem } from "./join-store.ts";

interface MarkedThumbnailProps {
  readonly item: Extract<JoinItem, { type: "picture" }>;
  /** Different codes in the order of their cards: a mark carries its card's number. */
  readonly keys: readonly string[];
}

/** The picture as it is, with a numbered outline around each code. */
export function MarkedThumbnail({ item, keys }: MarkedThumbnailProps) {
  const text = useText("join");
  const { width, height, codes, url, name } = item;
  // The outline stays as thick on screen, however large the picture is.
  const unit = Math.max(width, height) / 100;
  return (
    <div className="join-thumbnail" aria-busy={item.state === "reading"}>
      <img src={url} alt={text("thumbnail", { name })} draggable={false} />
      {width > 0 && (
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
          {codes.map((code) => {
            const { x, y, width: side } = boxAround(code.corners);
            const number = keys.indexOf(code.codeKey) + 1;
            return (
              <g key={`${code.codeKey} ${x} ${y}`}>
                <polygon points={code.corners.map((corner) => `${corner.x},${corner.y}`).join(" ")} />
                <circle cx={x + side} cy={y} r={unit * 3.2} />
                <text x={x + side} y={y} fontSize={unit * 4.2} dominantBaseline="central" textAnchor="middle">
                  {number}
                </text>
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}
