import { create } from "zustand";

/** What stands in the middle: the groups of the account, or a page over all of them. */
export type Page = "groups" | "inbox" | "activity";

interface PageStore {
  readonly page: Page;
  open(page: Page): void;
  /** Opens it, or goes back to the groups where it is the one open. */
  toggle(page: Page): void;
}

export const usePageStore = create<PageStore>()((set, get) => ({
  page: "groups",
  open: (page) => set({ page }),
  toggle: (page) => set({ page: get().page === page ? "groups" : page }),
}));
