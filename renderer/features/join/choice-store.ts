import { create } from "zustand";
import type { AccountKind } from "../../../shared/domain/account.ts";

export type RowFilter = "all" | "joinable" | "problems";

export interface ChoiceStore {
  readonly filter: RowFilter;
  /** What the person ticked or unticked; every other code is as it starts. */
  readonly ticks: Readonly<Record<string, boolean>>;
  /** The account chosen for all codes of a kind. */
  readonly accountFor: Readonly<Partial<Record<AccountKind, string>>>;
  show(filter: RowFilter): void;
  tick(codeKeys: readonly string[], isTicked: boolean): void;
  /** They are as they start again. */
  untouch(codeKeys: readonly string[]): void;
  chooseAccount(kind: AccountKind, accountId: string): void;
  clear(): void;
}

/** Which codes are to be joined, and with whom. */
export function createChoiceStore() {
  return create<ChoiceStore>()((set) => ({
    filter: "all",
    ticks: {},
    accountFor: {},
    show: (filter) => set({ filter }),
    tick: (codeKeys, isTicked) =>
      set(({ ticks }) => ({
        ticks: { ...ticks, ...Object.fromEntries(codeKeys.map((codeKey) => [codeKey, isTicked])) },
      })),
    untouch: (codeKeys) =>
      set(({ ticks }) => ({
        ticks: Object.fromEntries(Object.entries(ticks).filter(([codeKey]) => !codeKeys.includes(codeKey))),
      })),
    chooseAccount: (kind, accountId) =>
      set(({ accountFor }) => ({ accountFor: { ...accountFor, [kind]: accountId } })),
    clear: () => set({ filter: "all", ticks: {} }),
  }));
}

export const useChoiceStore = createChoiceStore();
