import { create } from "zustand";
import type { Activity } from "../../../shared/domain/activity.ts";

/** What the side panel shows; one at a time. */
export type Panel =
  /** `part`: what of it is wanted. */
  | { readonly type: "settings"; readonly part?: "network" }
  | { readonly type: "licences" }
  | { readonly type: "addAccount" }
  | { readonly type: "device"; readonly accountId: string }
  | { readonly type: "plan" }
  | { readonly type: "jobs" }
  | { readonly type: "activity"; readonly activity: Activity }
  | { readonly type: "activityGroup" }
  | { readonly type: "job"; readonly jobId: string }
  | { readonly type: "pickIds"; readonly accountId: string; readonly groupId: string }
  | { readonly type: "newGroup"; readonly accountId: string }
  | { readonly type: "groupPicture"; readonly accountId: string; readonly groupId: string }
  | { readonly type: "groupCode"; readonly accountId: string; readonly groupId: string }
  | { readonly type: "compare"; readonly accountId: string; readonly groupId: string }
  | {
      readonly type: "member";
      readonly accountId: string;
      readonly groupId: string;
      readonly memberId: string;
    };

interface PanelStore {
  readonly panel: Panel | null;
  open(panel: Panel): void;
  /** Opens it, or closes it where it is the one open. */
  toggle(type: "settings" | "addAccount" | "jobs"): void;
  close(): void;
}

export const usePanelStore = create<PanelStore>()((set, get) => ({
  panel: null,
  open: (panel) => set({ panel }),
  toggle: (type) => set({ panel: get().panel?.type === type ? null : { type } }),
  close: () => set({ panel: null }),
}));

export const openNetworkSettings = () => usePanelStore.getState().open({ type: "settings", part: "network" });
