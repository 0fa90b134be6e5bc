import { useState } from "react";

/** A pane's width, kept for the next start. Layout only, so it lives in the page. */
export function useStoredWidth(name: string, fallback: number): [number, (width: number) => void] {
  const key = `width.${name}`;
  const [width, setWidth] = useState(() => Number(localStorage.getItem(key)) || fallback);
  return [
    width,
    (next) => {
      setWidth(next);
      localStorage.setItem(key, String(next));
    },
  ];
}
