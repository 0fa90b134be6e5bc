import { lazy, Suspense, useEffect } from "react";
import { registerAppCommands } from "./app-commands.ts";
import { usePaletteStore } from "./use-palette.ts";

const Palette = lazy(async () => {
  const { Palette } = await import("./palette.tsx");
  return { default: Palette };
});

/** Where the palette appears. */
export function PaletteHost() {
  const isOpen = usePaletteStore((state) => state.isOpen);
  useEffect(registerAppCommands, []);
  return <Suspense fallback={null}>{isOpen && <Palette />}</Suspense>;
}
