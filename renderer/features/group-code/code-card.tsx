import { useMemo } from "react";
import { useText } from "../../i18n.ts";
import { codeModules, codePath, fullSize, picturePlace } from "./code-modules.ts";

interface CodeCardProps {
  readonly codeText: string;
  readonly name: string;
  readonly validity: string;
  /** The group's picture as a data URL. */
  readonly picture: string | null;
}

/** What is shown, and what is printed: the code, the group's name, and how long it is good. Dark on white in every theme. */
export function CodeCard({ codeText, name, validity, picture }: CodeCardProps) {
  const text = useText("groupCode");
  const hasPicture = picture !== null;
  const { path, size, plate, place } = useMemo(() => {
    const modules = codeModules(codeText, { hasPlate: hasPicture });
    const { plate } = modules;
    return { path: codePath(modules), size: fullSize(modules), plate, place: picturePlace(modules) };
  }, [codeText, hasPicture]);
  return (
    <figure className="code-card-shown">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={text("codeOf", { group: name })}>
        <rect width={size} height={size} fill="#ffffff" />
        <path shapeRendering="crispEdges" d={path} fill="#000000" />
        {picture !== null && plate > 0 && (
          <image href={picture} x={place.at} y={place.at} width={place.side} height={place.side} />
        )}
      </svg>
      <figcaption>
        <strong dir="auto">{name}</strong>
        {validity && <span className="digits">{validity}</span>}
      </figcaption>
    </figure>
  );
}
