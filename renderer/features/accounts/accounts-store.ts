import { create } from "zustand";
import type { Account, Credential } from "../../../shared/domain/account.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { CallInput } from "../../../shared/ipc/contract.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

export interface AccountsStore {
  /** Null before the first answer. */
  readonly accounts: readonly Account[] | null;
  readonly currentId: string | null;
  readonly loadError: AppError | null;
  load(): Promise<void>;
  select(accountId: string): void;
  /** The five below throw AppError; the list changes by its event, and the new account is selected. */
  add(input: CallInput<"accounts.add">): Promise<void>;
  addDemo(): Promise<void>;
  signIn(accountId: string, credential: Credential): Promise<void>;
  remove(accountId: string): Promise<void>;
  /** Where a WeChat account's token and device come from, in the person's browser. */
  openConsole(): Promise<void>;
  listen(): () => void;
}

/** Never holds a password or a token: they go through `add` and `signIn` and are not kept. */
export function createAccountsStore(bridge: AppBridge) {
  let asked = 0;
  // An account just added is selected once the list knows it.
  let wantedId: string | null = null;
  const useStore = create<AccountsStore>()((set, get) => ({
    accounts: null,
    currentId: null,
    loadError: null,
    async load() {
      asked += 1;
      const mine = asked;
      try {
        const accounts = await bridge.call("accounts.list");
        if (mine !== asked) return;
        set((state) => ({ accounts, loadError: null, currentId: chooseCurrent(accounts, state.currentId) }));
      } catch (cause) {
        if (mine === asked) set({ loadError: toAppError(cause) });
      }
    },
    select: (accountId) => set({ currentId: accountId }),
    async add(input) {
      const account = await bridge.call("accounts.add", input);
      await showFirst(account.id);
    },
    async addDemo() {
      const [first] = await bridge.call("accounts.addDemo");
      if (first) await showFirst(first.id);
    },
    async signIn(accountId, credential) {
      await bridge.call("accounts.signIn", { accountId, credential });
    },
    async remove(accountId) {
      await bridge.call("accounts.remove", { accountId });
    },
    openConsole: () => bridge.call("accounts.openConsole"),
    listen: () => bridge.on("accounts.changed", () => void get().load()),
  }));
  return useStore;

  async function showFirst(accountId: string): Promise<void> {
    wantedId = accountId;
    await useStore.getState().load();
  }

  function chooseCurrent(accounts: readonly Account[], currentId: string | null): string | null {
    const isKnown = (id: string | null) => id !== null && accounts.some((account) => account.id === id);
    if (isKnown(wantedId)) {
      const chosen = wantedId;
      wantedId = null;
      return chosen;
    }
    return isKnown(currentId) ? currentId : (accounts[0]?.id ?? null);
  }
}

export const useAccountsStore = createAccountsStore(bridge);

/** The account on screen; null before there is one. */
export function useCurrentAccount(): Account | null {
  return useAccountsStore((state) => state.accounts?.find((one) => one.id === state.currentId) ?? null);
}

/** Hears when the account on screen, or its device, is signed in again: what was refused meanwhile can be read now. */
export function onSignedInAgain(heard: () => void, useStore = useAccountsStore): () => void {
  const isSignedIn = ({ accounts, currentId }: AccountsStore) => {
    const current = accounts?.find(({ id }) => id === currentId);
    return current?.isSignedIn && !current.isDeviceOffline;
  };
  return useStore.subscribe((state, before) => {
    const isSame = state.currentId === before.currentId;
    if (isSame && isSignedIn(before) === false && isSignedIn(state) === true) heard();
  });
}
