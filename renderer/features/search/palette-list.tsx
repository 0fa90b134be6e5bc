import { useEffect, useRef } from "react";
import { useText } from "../../i18n.ts";
import { PaletteOption } from "./palette-option.tsx";
import type { PaletteItem } from "./palette-store.ts";
import { usePaletteStore } from "./use-palette.ts";

const kinds = ["command", "group", "member", "file", "announcement"] as const;

interface PaletteListProps {
  readonly id: string;
  readonly optionId: (index: number) => string;
}

/** What was found, kind by kind. */
export function PaletteList({ id, optionId }: PaletteListProps) {
  const text = useText("search");
  const list = useRef<HTMLDivElement>(null);
  const { items, active, choose, point } = usePaletteStore();
  const numbered = items.map((item, index) => ({ item, index }));
  const activeId = optionId(active);
  useEffect(() => {
    list.current?.querySelector(`#${CSS.escape(activeId)}`)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  return (
    <div
      ref={list}
      id={id}
      className="palette-list"
      role="listbox"
      aria-label={text("results")}
      tabIndex={-1}
    >
      {kinds.map((kind) => {
        const ofKind = numbered.filter(({ item }) => item.kind === kind);
        if (ofKind.length === 0) return null;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
          <div key={kind} role="group" aria-labelledby={`${id}${kind}`}>
            <div id={`${id}${kind}`} className="palette-kind" role="presentation">
              {text(kind)}
            </div>
            {ofKind.map(({ item, index }) => (
              <PaletteOption
                key={keyOf(item)}
                id={optionId(index)}
                item={item}
                isActive={index === active}
                onPoint={() => point(index)}
                onChoose={() => choose(index)}
              />
            ))}
          </div>
        );
      })}
    </div>
  );
}

function keyOf(item: PaletteItem): string {
  if (item.kind === "command") return item.command.id;
  return `${item.hit.accountId} ${item.hit.groupId} ${item.hit.id}`;
}
