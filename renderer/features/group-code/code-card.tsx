import { useMemo } from "react";
import { useText } from "../../i18n.ts";
import { codeModules, codePath, fullSize } from "./code-modules.ts";

interface CodeCardProps {
  readonly codeText: string;
  readonly name: string;
  readonly validity: string;
}

/** What is shown, and what is printed: the code, the group's name, and how long it is good. Dark on white in every theme. */
export function CodeCard({ codeText, name, validity }: CodeCardProps) {
  const text = useText("groupCode");
  const { path, size } = useMemo(() => {
    const modules = codeModules(codeText);
    return { path: codePath(modules), size: fullSize(modules) };
  }, [codeText]);
  return (
    <figure className="code-card-shown">
      <svg
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        role="img"
        aria-label={text("codeOf", { group: name })}
      >
        <rect width={size} height={size} fill="#ffffff" />
        <path d={path} fill="#000000" />
      </svg>
      <figcaption>
        <strong dir="auto">{name}</strong>
        {validity && <span className="digits">{validity}</span>}
      </figcaption>
    </figure>
  );
}
