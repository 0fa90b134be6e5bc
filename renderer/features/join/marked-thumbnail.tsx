import { boxAround } from "../../../shared/qr-reader/pixels.ts";
import { useText } from "../../i18n.ts";
import type { JoinPicture } from "./items-store.ts";
import { keysOf } from "./rows.ts";

/** The whole picture, with a numbered outline around each code. */
export function MarkedThumbnail({ picture }: { readonly picture: JoinPicture }) {
  const text = useText("join");
  const { width, height, codes, thumbnail, name } = picture;
  if (thumbnail === null) return null;
  // Marks carry the numbers of the rows, and stay as large on screen, however large the picture is.
  const keys = keysOf(picture);
  const unit = Math.max(width, height) / 100;
  return (
    <div className="join-thumbnail">
      <img src={thumbnail} alt={text("thumbnail", { name })} draggable={false} />
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
        {codes.map((code) => {
          const { x, y, width: side } = boxAround(code.corners);
          return (
            <g key={`${code.codeKey} ${x} ${y}`}>
              <polygon points={code.corners.map((corner) => `${corner.x},${corner.y}`).join(" ")} />
              <circle cx={x + side} cy={y} r={unit * 3.2} />
              <text x={x + side} y={y} fontSize={unit * 4.2} dominantBaseline="central" textAnchor="middle">
                {keys.indexOf(code.codeKey) + 1}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
