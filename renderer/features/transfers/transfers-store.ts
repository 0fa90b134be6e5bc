import { create } from "zustand";
import type { Transfer } from "../../../shared/domain/transfer.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { withActionError } from "../../action-error.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { createSpeedometer } from "./transfer-speed.ts";
import { isActive } from "./transfers-summary.ts";

export interface TransfersStore {
  /** Newest first. */
  readonly transfers: readonly Transfer[];
  /** Bytes per second of those that move. */
  readonly speeds: ReadonlyMap<string, number>;
  /** What ended since the last reading of the list, for saying it. */
  readonly ended: readonly Transfer[];
  readonly isOpen: boolean;
  readonly loadError: AppError | null;
  readonly actionError: AppError | null;
  load(): Promise<void>;
  toggle(): void;
  cancel(transferId: string): Promise<void>;
  retry(transferId: string): Promise<void>;
  showInFolder(transferId: string): Promise<void>;
  clearFinished(): Promise<void>;
  dismiss(): void;
  listen(): () => void;
}

/** All transfers of all accounts. Progress comes with its event; everything else is read again. */
export function createTransfersStore(
  bridge: AppBridge,
  now: () => number = () => performance.now(),
  pageStartedAt: number = performance.timeOrigin,
) {
  const speedometer = createSpeedometer();
  let asked = 0;
  let isFirst = true;
  return create<TransfersStore>()((set, get) => {
    const act = (action: () => Promise<void>) => withActionError(set, action);

    function accept(transfers: readonly Transfer[]): void {
      const known = new Map(get().transfers.map((transfer) => [transfer.id, transfer]));
      const goesOn = get().transfers.some(isActive);
      speedometer.keep(new Set(transfers.filter(isActive).map(({ id }) => id)));
      // A new one counts although it may have ended before this list was read: what is seen must not hang on how soon
      // that was. Of the first list, only what is younger than the page is new.
      const begun = transfers.filter((transfer) => {
        const before = known.get(transfer.id);
        if (before !== undefined) return isActive(transfer) && !isActive(before);
        return isFirst ? transfer.createdAt >= pageStartedAt : true;
      });
      const underWay = new Set(
        [...known.values()]
          .filter(isActive)
          .concat(begun)
          .map(({ id }) => id),
      );
      const ended = transfers.filter((transfer) => underWay.has(transfer.id) && !isActive(transfer));
      // Opens when something begins, and stays as the person left it while that goes on.
      const isOpen = get().isOpen || (!goesOn && begun.length > 0);
      isFirst = false;
      const news = ended.length > 0 ? { ended } : {};
      set({ transfers, speeds: speedometer.speeds(), isOpen, loadError: null, ...news });
    }

    function hear(moved: readonly Transfer[]): void {
      for (const transfer of moved) speedometer.heard(transfer, now());
      const byId = new Map(moved.map((transfer) => [transfer.id, transfer]));
      set(({ transfers }) => ({
        // What the list knows as ended stays so: that news was later.
        transfers: transfers.map((known) => (isActive(known) ? (byId.get(known.id) ?? known) : known)),
        speeds: speedometer.speeds(),
      }));
    }

    return {
      transfers: [],
      speeds: new Map(),
      ended: [],
      isOpen: false,
      loadError: null,
      actionError: null,
      async load() {
        asked += 1;
        const mine = asked;
        try {
          const transfers = await bridge.call("transfers.list");
          if (mine === asked) accept(transfers);
        } catch (cause) {
          if (mine === asked) set({ loadError: toAppError(cause) });
        }
      },
      toggle: () => set(({ isOpen }) => ({ isOpen: !isOpen })),
      cancel: (transferId) => act(() => bridge.call("transfers.cancel", { transferId })),
      retry: (transferId) => act(() => bridge.call("transfers.retry", { transferId })),
      showInFolder: (transferId) => act(() => bridge.call("transfers.showInFolder", { transferId })),
      clearFinished: () => act(() => bridge.call("transfers.clearFinished")),
      dismiss: () => set({ actionError: null }),
      listen() {
        const stops = [
          bridge.on("transfers.changed", () => void get().load()),
          bridge.on("transfers.progress", ({ transfers }) => hear(transfers)),
        ];
        return () => {
          for (const stop of stops) stop();
        };
      },
    };
  });
}

export const useTransfersStore = createTransfersStore(bridge);
