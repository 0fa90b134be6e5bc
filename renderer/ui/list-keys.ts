/** Where a key moves the active row of a list; null for keys that do not move. */
export function nextIndex(key: string, active: number, total: number, page: number): number | null {
  if (total === 0) return null;
  const clamp = (index: number) => Math.max(0, Math.min(total - 1, index));
  switch (key) {
    case "ArrowDown":
      return clamp(active + 1);
    case "ArrowUp":
      return clamp(active < 0 ? total - 1 : active - 1);
    case "PageDown":
      return clamp(active + page);
    case "PageUp":
      return clamp(active - page);
    case "Home":
      return 0;
    case "End":
      return total - 1;
    default:
      return null;
  }
}
