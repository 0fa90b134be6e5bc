export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const smallestWindow = { width: 760, height: 480 } as const;
const usualSize = { width: 1200, height: 800 } as const;
/** This much of a window must be on a screen, or it counts as lost. */
const visiblePart = 80;

/**
 * Where a window may open: the saved place if a screen still shows it, else the middle of the first screen.
 * Never larger than its screen, never smaller than the smallest window. Pixels.
 */
export function placeWindow(saved: Bounds | null, screens: readonly Bounds[]): Bounds {
  const home = screens[0] ?? { x: 0, y: 0, ...usualSize };
  const screen = saved === null ? home : (screens.find((area) => shows(area, saved)) ?? null);
  if (saved === null || screen === null) return centred(saved ?? usualSize, home);
  const width = clamp(saved.width, smallestWindow.width, screen.width);
  const height = clamp(saved.height, smallestWindow.height, screen.height);
  return {
    x: clamp(saved.x, screen.x, screen.x + screen.width - width),
    y: clamp(saved.y, screen.y, screen.y + screen.height - height),
    width,
    height,
  };
}

function centred(size: Pick<Bounds, "width" | "height">, screen: Bounds): Bounds {
  const width = clamp(size.width, smallestWindow.width, screen.width);
  const height = clamp(size.height, smallestWindow.height, screen.height);
  const x = screen.x + Math.max(0, Math.round((screen.width - width) / 2));
  const y = screen.y + Math.max(0, Math.round((screen.height - height) / 2));
  return { x, y, width, height };
}

/** The part with the title bar, where the person can take hold of it, must be on the screen. */
function shows(screen: Bounds, window: Bounds): boolean {
  const overlap = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return (
    overlap >= visiblePart &&
    window.y >= screen.y - visiblePart / 2 &&
    window.y <= screen.y + screen.height - visiblePart
  );
}

/** Where the bounds contradict each other (a screen smaller than the smallest window), the lower one holds. */
function clamp(value: number, lowest: number, highest: number): number {
  return Math.round(Math.max(lowest, Math.min(value, highest)));
}
