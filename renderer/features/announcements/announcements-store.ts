import { create } from "zustand";
import type { Announcement } from "../../../shared/domain/announcement.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { coalesce } from "../../coalesce.ts";

export interface Place {
  readonly accountId: string;
  readonly groupId: string;
}

export interface AnnouncementsStore {
  readonly place: Place | null;
  /** Newest first; null until the first answer. What was read stays when it cannot be read again. */
  readonly list: readonly Announcement[] | null;
  /** Names of authors, as far as they are members we know. */
  readonly authors: ReadonlyMap<string, string>;
  readonly isLoading: boolean;
  readonly loadError: AppError | null;
  /** The one open for reading. */
  readonly openId: string | null;
  /** The one whose deletion is being asked about. */
  readonly confirmingId: string | null;
  readonly removingId: string | null;
  readonly removeError: AppError | null;
  openAt(place: Place): void;
  load(): Promise<void>;
  toggle(announcementId: string): void;
  askRemove(announcementId: string | null): void;
  confirmRemove(): Promise<void>;
  dismiss(): void;
  listen(): () => void;
}

const nothing = {
  list: null,
  authors: new Map<string, string>(),
  isLoading: false,
  loadError: null,
  openId: null,
  confirmingId: null,
  removingId: null,
  removeError: null,
} as const;

/** The announcements of the group on screen. */
export function createAnnouncementsStore(bridge: AppBridge) {
  let asked = 0;
  return create<AnnouncementsStore>()((set, get) => {
    /** Who is no member any more, or not known yet, is shown by id. */
    async function nameAuthors(place: Place, list: readonly Announcement[]): Promise<void> {
      const ids = new Set(list.flatMap(({ authorId }) => (authorId === null ? [] : [authorId])));
      const unknown = [...ids].filter((id) => !get().authors.has(id));
      const found = await Promise.all(
        unknown.map(async (memberId): Promise<[string, string][]> => {
          const member = await bridge.call("members.get", { ...place, memberId }).catch(() => null);
          return member?.name ? [[memberId, member.name]] : [];
        }),
      );
      if (get().place === place) set({ authors: new Map([...get().authors, ...found.flat()]) });
    }

    return {
      place: null,
      ...nothing,
      openAt(place) {
        const known = get().place;
        if (known?.accountId !== place.accountId || known.groupId !== place.groupId) {
          set({ place, ...nothing });
        }
        void get().load();
      },
      async load() {
        const { place } = get();
        if (place === null) return;
        asked += 1;
        const mine = asked;
        set({ isLoading: true });
        try {
          const list = await bridge.call("announcements.list", place);
          if (mine !== asked) return;
          const openId = get().list === null ? (list[0]?.id ?? null) : get().openId;
          set({ list, openId, isLoading: false, loadError: null });
          await nameAuthors(place, list);
        } catch (cause) {
          if (mine === asked) set({ isLoading: false, loadError: toAppError(cause) });
        }
      },
      toggle: (id) => set(({ openId }) => ({ openId: openId === id ? null : id })),
      askRemove: (confirmingId) => set({ confirmingId, removeError: null }),
      async confirmRemove() {
        const { place, confirmingId: announcementId, removingId } = get();
        if (place === null || announcementId === null || removingId !== null) return;
        set({ removingId: announcementId });
        try {
          await bridge.call("announcements.remove", { ...place, announcementId });
        } catch (cause) {
          if (get().place === place) set({ removeError: toAppError(cause) });
        } finally {
          if (get().place === place) set({ removingId: null, confirmingId: null });
        }
      },
      dismiss: () => set({ removeError: null }),
      listen() {
        const reload = coalesce(() => void get().load(), 300);
        const stop = bridge.on("administration.changed", ({ accountId, groupId }) => {
          const { place } = get();
          if (place?.accountId === accountId && place.groupId === groupId) reload();
        });
        return () => {
          stop();
          reload.cancel();
        };
      },
    };
  });
}

export const useAnnouncementsStore = createAnnouncementsStore(bridge);
