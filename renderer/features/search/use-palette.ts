import { bridge } from "../../bridge.ts";
import { useCommandsStore } from "./commands.ts";
import { openHit } from "./open-hit.ts";
import { createPaletteStore } from "./palette-store.ts";

/** The one palette of the page. */
export const usePaletteStore = createPaletteStore({
  bridge,
  commands: () => useCommandsStore.getState().commands,
  openHit,
});
