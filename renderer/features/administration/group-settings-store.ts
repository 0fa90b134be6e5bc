import { create } from "zustand";
import type { GroupSettings } from "../../../shared/domain/group-settings.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

type Changeable = Omit<GroupSettings, "mutedUntil" | "description" | "extension">;
export type SettingName = keyof Changeable;
export type SavedName = SettingName | "muteAll" | "card" | "extension";

export interface Save {
  readonly state: "saving" | "saved" | "failed";
  /** What the person chose; shown until the server has answered. */
  readonly wanted: unknown;
  readonly error: AppError | null;
}

interface Place {
  readonly accountId: string;
  readonly groupId: string;
  /** Our own id; null where the account does not know it. */
  readonly selfId: string | null;
}

export interface GroupSettingsStore {
  readonly place: Place | null;
  /** What the server said last; null before it said anything. */
  readonly settings: GroupSettings | null;
  /** Our card as cached; null where our own entry was never read. */
  readonly card: string | null;
  readonly loadError: AppError | null;
  readonly saves: Readonly<Partial<Record<SavedName, Save>>>;
  open(place: Place): void;
  load(): Promise<void>;
  change<Name extends SettingName>(name: Name, value: NonNullable<GroupSettings[Name]>): Promise<void>;
  /** Minutes; 0 lifts it, -1 is for ever. */
  muteAll(minutes: number): Promise<void>;
  setCard(card: string): Promise<void>;
  setExtension(extension: string): Promise<void>;
  /** Reads what the server says now of what it took and did not show; sends nothing. */
  lookAgain(name: SavedName): Promise<void>;
  /** Sends again what failed. */
  retry(name: SavedName): Promise<void>;
  listen(): () => void;
}

/** The settings of the one group on screen, as the server has them; each change is sent at once. */
export function createGroupSettingsStore(bridge: AppBridge) {
  let asked = 0;
  const attempts = new Map<SavedName, () => Promise<void>>();

  return create<GroupSettingsStore>()((set, get) => {
    function isOpen(place: Place): boolean {
      return place === get().place;
    }

    /** One change of one thing; `send` answers the settings where the call does. */
    async function save(
      name: SavedName,
      wanted: unknown,
      send: (where: { accountId: string; groupId: string }) => Promise<GroupSettings | null>,
    ): Promise<void> {
      const { place } = get();
      if (place === null) return;
      const { accountId, groupId } = place;
      const mine: Save = { state: "saving", wanted, error: null };
      const mark = (state: Save) => {
        if (isOpen(place) && get().saves[name] === mine) {
          set(({ saves }) => ({ saves: { ...saves, [name]: state } }));
        }
      };
      attempts.set(name, () => save(name, wanted, send));
      set(({ saves }) => ({ saves: { ...saves, [name]: mine } }));
      try {
        const settings = await send({ accountId, groupId });
        if (isOpen(place) && settings !== null) {
          asked += 1;
          set({ settings });
        }
        mark({ ...mine, state: "saved" });
      } catch (cause) {
        mark({ ...mine, state: "failed", error: toAppError(cause) });
        if (isOpen(place)) void get().load();
      }
    }

    async function loadCard({ accountId, groupId, selfId }: Place): Promise<string | null> {
      if (selfId === null) return null;
      const { card } = await bridge.call("members.get", { accountId, groupId, memberId: selfId });
      return card;
    }

    return {
      place: null,
      settings: null,
      card: null,
      loadError: null,
      saves: {},
      open(place) {
        const { place: now } = get();
        if (now?.accountId === place.accountId && now.groupId === place.groupId) {
          // Seen again: what the server says now counts, not how the last changes went.
          set({ saves: {} });
        } else {
          attempts.clear();
          set({ place, settings: null, card: null, loadError: null, saves: {} });
        }
        void get().load();
      },
      async load() {
        const { place } = get();
        if (place === null) return;
        const { accountId, groupId } = place;
        asked += 1;
        const mine = asked;
        // Our entry may not be cached yet: what is known of the card then stays.
        const cardRead = loadCard(place).catch(() => null);
        try {
          const settings = await bridge.call("groups.settings", { accountId, groupId });
          if (mine === asked && isOpen(place)) set({ settings, loadError: null });
        } catch (cause) {
          if (mine === asked && isOpen(place)) set({ loadError: toAppError(cause) });
        }
        const card = await cardRead;
        if (card !== null && isOpen(place)) set({ card });
      },
      change: (name, value) =>
        save(name, value, (where) =>
          bridge.call("groups.changeSettings", { ...where, changes: { [name]: value } }),
        ),
      muteAll: (minutes) =>
        save("muteAll", minutes, (where) => bridge.call("groups.muteAll", { ...where, minutes })),
      setCard: (card) =>
        save("card", card, async (where) => {
          await bridge.call("groups.setCard", { ...where, card });
          if (get().place?.groupId === where.groupId) set({ card });
          return null;
        }),
      setExtension: (extension) =>
        save("extension", extension, async (where) => {
          await bridge.call("groups.setExtension", { ...where, extension });
          return bridge.call("groups.settings", where);
        }),
      async lookAgain(name) {
        const { place } = get();
        await get().load();
        if (place === null || !isOpen(place) || get().loadError !== null) return;
        set(({ saves: { [name]: _settled, ...saves } }) => ({ saves }));
      },
      retry: async (name) => attempts.get(name)?.(),
      listen: () =>
        bridge.on("administration.changed", ({ accountId, groupId }) => {
          const { place } = get();
          if (place?.accountId === accountId && place.groupId === groupId) void get().load();
        }),
    };
  });
}

export const useGroupSettingsStore = createGroupSettingsStore(bridge);
