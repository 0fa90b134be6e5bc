import { create } from "zustand";
import { type AppBridge, bridge } from "../../bridge.ts";

interface InvitesStore {
  /** By account and group: whether members may invite there; null or absent where we do not know. */
  readonly known: ReadonlyMap<string, boolean | null>;
  /** Asks once; a server that does not tell leaves it unknown. */
  ask(accountId: string, groupId: string): Promise<void>;
  listen(): () => void;
}

/** Needed of groups where we are members only: owner and admins may always invite. */
export function createInvitesStore(bridge: AppBridge) {
  return create<InvitesStore>()((set, get) => {
    const put = (key: string, allows: boolean | null) =>
      set({ known: new Map(get().known).set(key, allows) });
    return {
      known: new Map(),
      async ask(accountId, groupId) {
        const key = invitesKey(accountId, groupId);
        if (get().known.has(key)) return;
        put(key, null);
        try {
          const { allowsMemberInvites } = await bridge.call("groups.settings", { accountId, groupId });
          put(key, allowsMemberInvites);
        } catch {
          // Unknown: the button stays, and the server decides when it is used.
          const known = new Map(get().known);
          known.delete(key);
          set({ known });
        }
      },
      listen: () =>
        bridge.on("administration.changed", ({ accountId, groupId }) => {
          const known = new Map(get().known);
          if (!known.delete(invitesKey(accountId, groupId))) return;
          set({ known });
          void get().ask(accountId, groupId);
        }),
    };
  });
}

export const invitesKey = (accountId: string, groupId: string) => `${accountId} ${groupId}`;

export const useInvitesStore = createInvitesStore(bridge);
