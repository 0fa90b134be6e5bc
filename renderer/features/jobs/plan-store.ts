import { create } from "zustand";
import type { Job, JobPlan } from "../../../shared/domain/job.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import type { PlanRequest, PlanSource } from "./plan-source.ts";

export interface PlanStore {
  readonly source: PlanSource | null;
  readonly plan: JobPlan | null;
  readonly isPlanning: boolean;
  readonly planError: AppError | null;
  readonly isStarting: boolean;
  readonly startError: AppError | null;
  show(plan: JobPlan, source: PlanSource): void;
  /** Makes the plan; the one before stays on screen meanwhile and cannot be confirmed. */
  make(source: PlanSource): Promise<void>;
  /** The same for other groups, another time …; only where it was asked for here. */
  change(change: Partial<PlanRequest>): Promise<void>;
  remake(): Promise<void>;
  /** Runs what is shown. Answers the job, or null where it did not start. */
  confirm(): Promise<Job | null>;
  close(): void;
}

const nothing = {
  source: null,
  plan: null,
  isPlanning: false,
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
      if (source.type === "given") return Promise.resolve(get().plan);
      const { accountId, groupIds, userIds, action } = source.request;
      if (groupIds.length === 0) return Promise.resolve(null);
      return bridge.call("jobs.plan", { accountId, groupIds: [...groupIds], userIds: [...userIds], action });
    }
    return {
      ...nothing,
      show(plan, source) {
        asked += 1;
        set({ ...nothing, plan, source });
      },
      async make(source) {
        asked += 1;
        const mine = asked;
        const isSame = get().source?.type === source.type && source.type === "request";
        set({ ...nothing, plan: isSame ? get().plan : null, source, isPlanning: true });
        try {
          const plan = await ask(source);
          if (mine === asked) set({ plan, isPlanning: false });
        } catch (cause) {
          if (mine === asked) set({ plan: null, planError: toAppError(cause), isPlanning: false });
        }
      },
      async change(change) {
        const { source } = get();
        if (source?.type !== "request") return;
        await get().make({ type: "request", request: { ...source.request, ...change } });
      },
      async remake() {
        const { source } = get();
        if (source) await get().make(source);
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
      close() {
        asked += 1;
        set(nothing);
      },
    };
  });
}

export const usePlanStore = createPlanStore(bridge);
