import { create } from "zustand";
import type { Job } from "../../../shared/domain/job.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { withActionError } from "../../action-error.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { isOpen } from "./job-state.ts";
import type { GroupsRequest, ItemsRequest, PeopleRequest, PlanSource } from "./plan-source.ts";
import { usePlanStore } from "./plan-store.ts";

export interface JobsStore {
  /** Newest first; null before the first answer. */
  readonly jobs: readonly Job[] | null;
  /** Ended while the page was open and not looked at yet: the bar tells of them. */
  readonly ended: readonly string[];
  readonly loadError: AppError | null;
  readonly actionError: AppError | null;
  load(): Promise<void>;
  /** A job just started: shown before the list is read again. */
  put(job: Job): void;
  pause(jobId: string): Promise<void>;
  resume(jobId: string): Promise<void>;
  cancel(jobId: string): Promise<void>;
  seen(jobId: string): void;
  dismiss(): void;
  listen(): () => void;
}

/** All jobs of all accounts. Progress comes with its event; everything else is read again. */
export function createJobsStore(bridge: AppBridge) {
  let asked = 0;
  return create<JobsStore>()((set, get) => {
    const act = (action: () => Promise<void>) => withActionError(set, action);

    function accept(jobs: readonly Job[]): void {
      const wereOpen = new Set((get().jobs ?? []).filter(isOpen).map(({ id }) => id));
      const ended = jobs.filter((job) => wereOpen.has(job.id) && !isOpen(job)).map(({ id }) => id);
      const known = new Set(jobs.map(({ id }) => id));
      set({
        jobs,
        loadError: null,
        ended: [...new Set([...get().ended, ...ended])].filter((id) => known.has(id)),
      });
    }

    return {
      jobs: null,
      ended: [],
      loadError: null,
      actionError: null,
      async load() {
        asked += 1;
        const mine = asked;
        try {
          const jobs = await bridge.call("jobs.list");
          if (mine === asked) accept(jobs);
        } catch (cause) {
          if (mine === asked) set({ loadError: toAppError(cause) });
        }
      },
      put(job) {
        const jobs = get().jobs ?? [];
        const isKnown = jobs.some(({ id }) => id === job.id);
        accept(isKnown ? jobs.map((one) => (one.id === job.id ? job : one)) : [job, ...jobs]);
      },
      pause: (jobId) => act(() => bridge.call("jobs.pause", { jobId })),
      resume: (jobId) => act(() => bridge.call("jobs.resume", { jobId })),
      cancel: (jobId) => act(() => bridge.call("jobs.cancel", { jobId })),
      seen: (jobId) => set(({ ended }) => ({ ended: ended.filter((id) => id !== jobId) })),
      dismiss: () => set({ actionError: null }),
      listen() {
        const stops = [
          bridge.on("jobs.changed", () => void get().load()),
          bridge.on("jobs.progress", ({ job }) => {
            const known = get().jobs?.find(({ id }) => id === job.id);
            // What the list knows as ended stays so: that news was later.
            if (!known || isOpen(known) || !isOpen(job)) get().put(job);
          }),
        ];
        return () => {
          for (const stop of stops) stop();
        };
      },
    };
  });
}

export const useJobsStore = createJobsStore(bridge);

/** Makes a plan for people and shows it; with no group yet, the groups are chosen there. */
export function planFor(request: PeopleRequest, onStarted?: () => void): void {
  show({ type: "people", request, onStarted });
}

/** The same for groups as a whole. Without an action yet, its words or settings are written there first. */
export function planForGroups(request: GroupsRequest, onStarted?: () => void): void {
  show({ type: "groups", request, onStarted });
}

/** The same for what lies in groups: one plan for each account, shown one after another. */
export function planForItems(
  requests: readonly ItemsRequest[],
  onStarted: (request: ItemsRequest) => void,
): void {
  const [first, ...rest] = requests.map((request): PlanSource => {
    return { type: "items", request, onStarted: () => onStarted(request) };
  });
  if (first) show(first, rest);
}

/** A plan of a job's failures, or of taking it back. */
export function planFromJob(type: "again" | "undo", jobId: string): void {
  show({ type, jobId });
}

function show(source: PlanSource, rest?: readonly PlanSource[]): void {
  usePanelStore.getState().open({ type: "plan" });
  void usePlanStore.getState().make(source, rest);
}
