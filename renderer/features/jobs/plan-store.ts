import { create } from "zustand";
import type { GroupAction, Job, JobPlan } from "../../../shared/domain/job.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import type { PeopleRequest, PlanSource } from "./plan-source.ts";

export interface PlanStore {
  readonly source: PlanSource | null;
  /** To be shown when this one has begun or is skipped: each account has a plan of its own. */
  readonly rest: readonly PlanSource[];
  /** How many plans the wish has, this one among them. */
  readonly count: number;
  /** Grows with each new wish: what was typed for another one is not for this one. */
  readonly round: number;
  readonly plan: JobPlan | null;
  readonly isPlanning: boolean;
  /** Groups that were read for it so far; null before the first news. */
  readonly read: { readonly done: number; readonly total: number } | null;
  readonly planError: AppError | null;
  readonly isStarting: boolean;
  readonly startError: AppError | null;
  /** Makes the plan; nothing runs before it is confirmed. */
  make(source: PlanSource, rest?: readonly PlanSource[]): Promise<void>;
  /** The same for other groups, another time …; the plan before stays on screen meanwhile and cannot be confirmed. */
  change(change: Partial<PeopleRequest>): Promise<void>;
  /** What to do with the groups; null while that is being written: then there is no plan. */
  changeAction(action: GroupAction | null): Promise<void>;
  remake(): Promise<void>;
  /** Runs what is shown. Answers the job, or null where it did not start. */
  confirm(): Promise<Job | null>;
  /** The plan of the next account; false where there is none. */
  next(): boolean;
  /** A plan in the making is given up. */
  close(): void;
  listen(): () => void;
}

const nothing = {
  source: null,
  plan: null,
  isPlanning: false,
  read: null,
  planError: null,
  isStarting: false,
  startError: null,
};

/** The one plan on screen. */
export function createPlanStore(bridge: AppBridge) {
  let asked = 0;
  return create<PlanStore>()((set, get) => {
    function ask(source: PlanSource): Promise<JobPlan | null> {
      if (source.type === "again") return bridge.call("jobs.planAgain", { jobId: source.jobId });
      if (source.type === "undo") return bridge.call("jobs.planUndo", { jobId: source.jobId });
      if (source.type === "items") {
        const { accountId, items, action } = source.request;
        return bridge.call("jobs.planItems", { accountId, items: [...items], action });
      }
      if (source.type === "groups") {
        const { accountId, groupIds, action } = source.request;
        if (action === null) return Promise.resolve(null);
        return bridge.call("jobs.planGroups", { accountId, groupIds: [...groupIds], action });
      }
      const { accountId, groupIds, userIds, action } = source.request;
      if (groupIds.length === 0) return Promise.resolve(null);
      return bridge.call("jobs.plan", { accountId, groupIds: [...groupIds], userIds: [...userIds], action });
    }

    /** Nobody waits for the one in the making any more. */
    function giveUp(): void {
      if (!get().isPlanning) return;
      bridge.call("jobs.stopPlanning").catch((cause: unknown) => set({ planError: toAppError(cause) }));
    }

    async function plan(source: PlanSource, shown: JobPlan | null): Promise<void> {
      giveUp();
      asked += 1;
      const mine = asked;
      set({ ...nothing, plan: shown, source, isPlanning: true });
      try {
        const plan = await ask(source);
        if (mine === asked) set({ plan, isPlanning: false, read: null });
      } catch (cause) {
        if (mine === asked) set({ ...nothing, source, planError: toAppError(cause) });
      }
    }

    return {
      ...nothing,
      rest: [],
      count: 0,
      round: 0,
      make(source, rest = []) {
        set(({ round }) => ({ rest, count: rest.length + 1, round: round + 1 }));
        return plan(source, null);
      },
      async change(change) {
        const { source, plan: shown } = get();
        if (source?.type !== "people") return;
        await plan({ ...source, request: { ...source.request, ...change } }, shown);
      },
      async changeAction(action) {
        const { source, plan: shown } = get();
        if (source?.type !== "groups") return;
        await plan({ ...source, request: { ...source.request, action } }, action && shown);
      },
      async remake() {
        const { source, plan: shown } = get();
        if (source) await plan(source, shown);
      },
      async confirm() {
        const { plan, isPlanning, isStarting } = get();
        if (!plan || isPlanning || isStarting || plan.targets.length === 0) return null;
        const mine = asked;
        set({ isStarting: true, startError: null });
        try {
          return await bridge.call("jobs.run", { planId: plan.planId });
        } catch (cause) {
          if (mine === asked) set({ startError: toAppError(cause) });
          return null;
        } finally {
          if (mine === asked) set({ isStarting: false });
        }
      },
      next() {
        const [source, ...rest] = get().rest;
        if (source === undefined) return false;
        set(({ round }) => ({ rest, round: round + 1 }));
        void plan(source, null);
        return true;
      },
      close() {
        giveUp();
        asked += 1;
        set({ ...nothing, rest: [] });
      },
      listen: () =>
        bridge.on("jobs.planning", (read) => {
          if (get().isPlanning) set({ read });
        }),
    };
  });
}

export const usePlanStore = createPlanStore(bridge);
