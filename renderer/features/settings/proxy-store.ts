import { create } from "zustand";
import type { ProxySettings } from "../../../shared/domain/settings.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

interface ProxyStore {
  /** What was changed here and is not in use yet. Never a password: that goes through `save` and is not kept. */
  readonly draft: Partial<ProxySettings>;
  readonly error: AppError | null;
  readonly isSaving: boolean;
  readonly isSaved: boolean;
  edit(change: Partial<ProxySettings>): void;
  /** What was refused last is being put right: it says nothing of what stands in the fields now. */
  forgetError(): void;
  /** What is in use by now is no draft any more. */
  settle(saved: ProxySettings): void;
  /** Uses it from now on, with the password kept for it, or the one given here. */
  save(proxy: ProxySettings, password?: string): Promise<void>;
  forgetPassword(saved: ProxySettings): Promise<void>;
  /** Another way than by hand needs nothing more: it is used at once, and what was typed stays a draft. */
  choose(mode: ProxySettings["mode"], saved: ProxySettings): Promise<void>;
}

/** The proxy as it is being set; what is in use is in the app store, which hears of the change. */
export function createProxyStore(bridge: AppBridge) {
  return create<ProxyStore>()((set, get) => {
    const edit = (change: Partial<ProxySettings>) =>
      set(({ draft }) => ({ draft: { ...draft, ...change }, isSaved: false }));

    async function send(proxy: ProxySettings, password?: string | null): Promise<ProxySettings | null> {
      set({ isSaving: true, isSaved: false, error: null });
      try {
        const input = password === undefined ? { proxy } : { proxy, password };
        const kept = await bridge.call("settings.setProxy", input);
        set({ isSaving: false, isSaved: true });
        return kept.proxy;
      } catch (cause) {
        set({ isSaving: false, error: toAppError(cause) });
        return null;
      }
    }

    return {
      draft: {},
      error: null,
      isSaving: false,
      isSaved: false,
      edit,
      forgetError: () => set({ error: null }),
      settle(saved) {
        const names = Object.keys(get().draft) as (keyof ProxySettings)[];
        const open = names.filter((name) => get().draft[name] !== saved[name]);
        if (open.length === names.length) return;
        set(({ draft }) => ({ draft: Object.fromEntries(open.map((name) => [name, draft[name]])) }));
      },
      async save(proxy, password) {
        const kept = await send(proxy, password);
        // Until the app store has read it again, so that the fields do not fall back for a moment.
        if (kept !== null) set({ draft: kept });
      },
      async forgetPassword(saved) {
        await send(saved, null);
      },
      async choose(mode, saved) {
        const before = get().draft.mode;
        edit({ mode });
        if (mode === "manual" || mode === saved.mode) return set({ error: null });
        if ((await send({ ...saved, mode })) === null) edit({ mode: before ?? saved.mode });
      },
    };
  });
}

export const useProxyStore = createProxyStore(bridge);
