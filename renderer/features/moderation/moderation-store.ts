import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { BlockedRow, MutedRow } from "../../../shared/ipc/administration-calls.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { coalesce } from "../../coalesce.ts";

export type PeopleListName = "muted" | "blocked";
export type PersonRow = Pick<MutedRow, "userId" | "name">;

export interface PeopleListState<Row extends PersonRow> {
  /** As kept here; null until they were read from the server once. */
  readonly rows: readonly Row[] | null;
  /** When the server told them. */
  readonly readAt: number | null;
  /** They are being read from the server. */
  readonly isLoading: boolean;
  readonly loadError: AppError | null;
}

interface Lists {
  readonly muted: PeopleListState<MutedRow>;
  readonly blocked: PeopleListState<BlockedRow>;
}

export interface ModerationStore extends Lists {
  readonly accountId: string | null;
  readonly groupId: string | null;
  /** Shows both as they are kept and reads both anew from the server. */
  open(accountId: string, groupId: string): void;
  /** What is kept here of a list. */
  load(list: PeopleListName): Promise<void>;
  /** Reads a list from the server; the event then brings what it told. */
  sync(list: PeopleListName): Promise<void>;
  syncBoth(): void;
  listen(): () => void;
}

const unread = { rows: null, readAt: null, isLoading: false, loadError: null } as const;

/** Who is muted and who is blocked in the group on screen. */
export function createModerationStore(bridge: AppBridge) {
  const asked = { muted: 0, blocked: 0 };
  const synced = { muted: 0, blocked: 0 };
  return create<ModerationStore>()((set, get) => {
    const place = () => {
      const { accountId, groupId } = get();
      return accountId === null || groupId === null ? null : { accountId, groupId };
    };
    function change<List extends PeopleListName>(list: List, changes: Partial<Lists[List]>): void {
      set({ [list]: { ...get()[list], ...changes } } as Partial<Lists>);
    }
    const read = {
      muted: async (where: Where) => bridge.call("moderation.muted", where),
      blocked: async (where: Where) => bridge.call("moderation.blocked", where),
    };

    return {
      accountId: null,
      groupId: null,
      muted: unread,
      blocked: unread,
      open(accountId, groupId) {
        if (accountId !== get().accountId || groupId !== get().groupId) {
          set({ accountId, groupId, muted: unread, blocked: unread });
        }
        void get().load("muted");
        void get().load("blocked");
        get().syncBoth();
      },
      syncBoth() {
        void get().sync("muted");
        void get().sync("blocked");
      },
      async load(list) {
        const where = place();
        if (where === null) return;
        asked[list] += 1;
        const mine = asked[list];
        // A late, older answer is dropped, and so is one about the group before.
        try {
          const { readAt, rows } = await read[list](where);
          if (mine === asked[list] && readAt !== null)
            change(list, { readAt, rows } as Partial<Lists[typeof list]>);
        } catch (cause) {
          if (mine === asked[list]) change(list, { loadError: toAppError(cause) });
        }
      },
      async sync(list) {
        const where = place();
        if (where === null) return;
        synced[list] += 1;
        const mine = synced[list];
        change(list, { isLoading: true });
        try {
          await bridge.call("moderation.sync", { ...where, list });
          if (mine === synced[list]) change(list, { isLoading: false, loadError: null });
        } catch (cause) {
          if (mine === synced[list]) change(list, { isLoading: false, loadError: toAppError(cause) });
        }
      },
      listen() {
        const isHere = (where: Where) =>
          where.accountId === get().accountId && where.groupId === get().groupId;
        const load = coalesce(() => {
          void get().load("muted");
          void get().load("blocked");
        }, 300);
        const sync = coalesce(() => get().syncBoth(), 500);
        const stops = [
          bridge.on("moderation.changed", (where) => isHere(where) && load()),
          bridge.on("people.changed", ({ accountId }) => accountId === get().accountId && load()),
          bridge.on("administration.changed", (where) => isHere(where) && sync()),
        ];
        return () => {
          for (const stop of stops) stop();
          load.cancel();
          sync.cancel();
        };
      },
    };
  });
}

interface Where {
  readonly accountId: string;
  readonly groupId: string;
}

export const useModerationStore = createModerationStore(bridge);
