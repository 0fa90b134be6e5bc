import { create } from "zustand";

interface JoinStore {
  readonly isOpen: boolean;
  /** Files that another part of the page handed over, until they are taken. */
  readonly offered: readonly File[];
  open(): void;
  close(): void;
  take(): readonly File[];
}

/** Whether the panel is there. All it holds is in stores of their own, which are loaded after the first paint. */
export const useJoinStore = create<JoinStore>()((set, get) => ({
  isOpen: false,
  offered: [],
  open: () => set({ isOpen: true }),
  close: () => set({ isOpen: false }),
  take() {
    const { offered } = get();
    if (offered.length > 0) set({ offered: [] });
    return offered;
  },
}));

/** Opens the panel in which codes are read, explained and joined. */
export function openJoin(): void {
  useJoinStore.getState().open();
}

/** The same with pictures (or what the person took for pictures) to read at once. */
export function openJoinWithFiles(files: readonly File[]): void {
  useJoinStore.setState((state) => ({ isOpen: true, offered: [...state.offered, ...files] }));
}
