import { boxAround } from "../../../shared/qr-reader/pixels.ts";
import type { JoinPicture, MarkedCode } from "./items-store.ts";

/** How much of the picture is shown around the code, in its own widths. */
const around = 2.2;

/** The part of the picture that holds the code, with the code outlined. All of it out of one small copy. */
export function CodeThumbnail({
  picture,
  mark,
}: {
  readonly picture: JoinPicture;
  readonly mark: MarkedCode;
}) {
  const { width, height, thumbnail } = picture;
  const box = boxAround(mark.corners);
  const side = Math.max(box.width, box.height, 1) * around;
  const x = within(box.x + box.width / 2 - side / 2, width - side);
  const y = within(box.y + box.height / 2 - side / 2, height - side);
  return (
    <svg className="join-thumb" viewBox={`${x} ${y} ${side} ${side}`} aria-hidden="true" focusable="false">
      {thumbnail !== null && <image href={thumbnail} width={width} height={height} />}
      <polygon points={mark.corners.map((corner) => `${corner.x},${corner.y}`).join(" ")} />
    </svg>
  );
}

/** A picture smaller than the part stays in the middle of it. */
function within(at: number, most: number): number {
  return most < 0 ? most / 2 : Math.min(Math.max(at, 0), most);
}
