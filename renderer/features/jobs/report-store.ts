import { create } from "zustand";
import type { JobResult, TargetOutcome } from "../../../shared/domain/job.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { coalesce } from "../../coalesce.ts";
import { createWindowReader, type ListWindows, noWindows } from "../../window-reader.ts";

export interface ReportStore {
  readonly jobId: string | null;
  readonly query: string;
  readonly outcome: TargetOutcome | null;
  readonly list: ListWindows<JobResult>;
  readonly isExporting: boolean;
  readonly exportError: AppError | null;
  open(jobId: string): void;
  search(query: string): void;
  filter(outcome: TargetOutcome | null): void;
  ensureRange(from: number, to: number): void;
  reload(): void;
  export(): Promise<void>;
  /** All rows that are shown, in order. */
  readAll(): Promise<readonly JobResult[]>;
  dismiss(): void;
  listen(): () => void;
}

const readAtOnce = 500;

/** The results of one job: one row for each person and group. */
export function createReportStore(bridge: AppBridge) {
  const useStore = create<ReportStore>()((set, get) => ({
    jobId: null,
    query: "",
    outcome: null,
    list: noWindows,
    isExporting: false,
    exportError: null,
    open(jobId) {
      if (jobId === get().jobId) {
        void reader.reload();
        return;
      }
      set({ jobId, query: "", outcome: null, list: noWindows, exportError: null, isExporting: false });
      reader.restart({ clear: true });
    },
    search(query) {
      if (query === get().query) return;
      set({ query });
      reader.restart();
    },
    filter(outcome) {
      if (outcome === get().outcome) return;
      set({ outcome });
      reader.restart();
    },
    ensureRange: (from, to) => reader.ensureRange(from, to),
    reload: () => void reader.reload(),
    async export() {
      const { jobId } = get();
      if (jobId === null || get().isExporting) return;
      set({ isExporting: true, exportError: null });
      try {
        await bridge.call("jobs.export", { jobId });
      } catch (cause) {
        if (get().jobId === jobId) set({ exportError: toAppError(cause) });
      } finally {
        if (get().jobId === jobId) set({ isExporting: false });
      }
    },
    async readAll() {
      const rows: JobResult[] = [];
      for (;;) {
        const answer = await read(rows.length, readAtOnce);
        rows.push(...answer.rows);
        if (answer.rows.length === 0 || rows.length >= answer.total) return rows;
      }
    },
    dismiss: () => set({ exportError: null }),
    listen() {
      const reload = coalesce(() => void reader.reload(), 400);
      const stops = [
        bridge.on("jobs.progress", ({ job }) => {
          if (job.id === get().jobId) reload();
        }),
        bridge.on("jobs.changed", () => {
          if (get().jobId !== null) reload();
        }),
      ];
      return () => {
        for (const stop of stops) stop();
        reload.cancel();
      };
    },
  }));

  function read(offset: number, limit: number) {
    const { jobId, query, outcome } = useStore.getState();
    return bridge.call("jobs.results", { jobId: jobId ?? "", query, outcome, offset, limit });
  }
  const reader = createWindowReader<JobResult>(read, (list) => useStore.setState({ list }));
  return useStore;
}

export const useReportStore = createReportStore(bridge);
