import { create } from "zustand";
import type { SettingChanges } from "../../../shared/domain/group-settings.ts";
import type { GroupAction } from "../../../shared/domain/job.ts";

export interface PlanDrafts {
  readonly title: string;
  readonly content: string;
  readonly changes: SettingChanges;
}

interface PlanDraftsStore extends PlanDrafts {
  write(change: Partial<PlanDrafts>): void;
  clear(): void;
}

const empty: PlanDrafts = { title: "", content: "", changes: {} };

/** What is written for several groups, until it is sent: closing the panel loses nothing. */
export const usePlanDraftsStore = create<PlanDraftsStore>()((set) => ({
  ...empty,
  write: (change) => set(change),
  clear: () => set(empty),
}));

/** Whether there is enough of it to make a plan. */
export function isWritten({ title, content, changes }: PlanDrafts, type: GroupAction["type"]): boolean {
  if (type === "announce") return title.trim() !== "" && content.trim() !== "";
  return Object.keys(changes).length > 0;
}
