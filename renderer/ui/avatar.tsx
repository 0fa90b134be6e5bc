import { memo } from "react";
import { PersonIcon } from "./icons.tsx";

interface AvatarProps {
  /** What the colour depends on, so that a rename keeps it. */
  readonly id: string;
  readonly name: string;
  /** Pixels; 28 by default. */
  readonly size?: number;
  /** A data URL; the initials show where there is none. */
  readonly picture?: string | null;
  readonly shape?: "circle" | "square";
}

/** A picture, or initials on a calm colour. Decoration: the name beside it is what gets read out. */
export const Avatar = memo(function Avatar({ id, name, size = 28, picture, shape = "circle" }: AvatarProps) {
  const radius = shape === "circle" ? "50%" : Math.round(size / 4.5);
  if (picture) {
    return (
      <img
        className="avatar"
        src={picture}
        alt=""
        width={size}
        height={size}
        style={{ borderRadius: radius }}
      />
    );
  }
  const look = { width: size, height: size, borderRadius: radius };
  // Somebody whose name is not known: a digit of the id would say nothing.
  if (name === "" && shape === "circle") {
    return (
      <span className="avatar avatar-unnamed" aria-hidden="true" style={look}>
        <PersonIcon size={Math.round(size * 0.6)} />
      </span>
    );
  }
  return (
    <span
      className="avatar"
      aria-hidden="true"
      data-initials={initialsOf(name || id)}
      style={{
        ...look,
        fontSize: Math.round(size * 0.42),
        backgroundColor: `var(--avatar-${colourOf(id)})`,
      }}
    />
  );
});

export const avatarColours = 8;

/** The same id has the same colour on every machine. */
export function colourOf(id: string): number {
  let hash = 2166136261;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 16777619);
  }
  return ((hash ^ (hash >>> 15)) >>> 0) % avatarColours;
}

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** One Chinese character or emoji, or the first letters of two words. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = firstLetter(words[0] ?? "");
  if (!/^\p{Script=Latin}|^\p{Script=Cyrillic}|^\p{Script=Greek}/u.test(first)) return first;
  const second = words.length > 1 ? firstLetter(words.at(-1) ?? "") : "";
  return (first + (/^\p{L}/u.test(second) ? second : "")).toUpperCase();
}

function firstLetter(word: string): string {
  for (const { segment } of letters.segment(word)) {
    if (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(segment)) return segment;
  }
  return "#";
}
