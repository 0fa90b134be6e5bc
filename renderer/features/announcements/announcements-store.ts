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
  /** As kept here, newest first; null until they were read from the server once. */
  readonly list: readonly Announcement[] | null;
  /** When the server told them. */
  readonly readAt: number | null;
  /** Names of authors, as far as they are known. */
  readonly authors: ReadonlyMap<string, string>;
  /** They are being read from the server. */
  readonly isLoading: boolean;
  readonly loadError: AppError | null;
  /** The one open for reading. */
  readonly openId: string | null;
  /** The one that was looked for: it comes into view and takes the focus, then this is null again. */
  readonly soughtId: string | null;
  /** The one whose deletion is being asked about. */
  readonly confirmingId: string | null;
  readonly removingId: string | null;
  readonly removeError: AppError | null;
  /** Shows what is kept and reads anew from the server. */
  openAt(place: Place): void;
  /** Before the tab opens: the announcement to open it with. */
  seek(place: Place, announcementId: string): void;
  found(): void;
  /** What is kept here. */
  load(): Promise<void>;
  /** Reads from the server; the event then brings what it told. */
  sync(): Promise<void>;
  toggle(announcementId: string): void;
  askRemove(announcementId: string | null): void;
  confirmRemove(): Promise<void>;
  dismiss(): void;
  listen(): () => void;
}

const nothing = {
  list: null,
  readAt: null,
  authors: new Map<string, string>(),
  isLoading: false,
  loadError: null,
  openId: null,
  soughtId: null,
  confirmingId: null,
  removingId: null,
  removeError: null,
} as const;

const mostAuthors = 1000;

/** The announcements of the group on screen. */
export function createAnnouncementsStore(bridge: AppBridge) {
  let asked = 0;
  let synced = 0;
  return create<AnnouncementsStore>()((set, get) => {
    /** Whose name is not known is shown by id. */
    async function nameAuthors(place: Place, list: readonly Announcement[]): Promise<void> {
      const ids = new Set(list.flatMap(({ authorId }) => (authorId === null ? [] : [authorId])));
      const found = await bridge
        .call("people.names", { ...place, ids: [...ids].slice(0, mostAuthors) })
        // Names are worth having, not worth failing for.
        .catch(() => []);
      const named = found.map(({ id, name }) => [id, name] as const);
      if (get().place === place && named.length > 0) set({ authors: new Map([...get().authors, ...named]) });
    }

    return {
      place: null,
      ...nothing,
      openAt(place) {
        if (!isSame(get().place, place)) set({ place, ...nothing });
        void get().load();
        void get().sync();
      },
      seek(place, announcementId) {
        const change = { openId: announcementId, soughtId: announcementId };
        set(isSame(get().place, place) ? change : { place, ...nothing, ...change });
      },
      found: () => set({ soughtId: null }),
      async load() {
        const { place } = get();
        if (place === null) return;
        asked += 1;
        const mine = asked;
        try {
          const { readAt, rows } = await bridge.call("announcements.list", place);
          if (mine !== asked || readAt === null) return;
          const openId = get().list === null ? (get().openId ?? rows[0]?.id ?? null) : get().openId;
          set({ list: rows, readAt, openId });
          await nameAuthors(place, rows);
        } catch (cause) {
          if (mine === asked) set({ loadError: toAppError(cause) });
        }
      },
      async sync() {
        const { place } = get();
        if (place === null) return;
        synced += 1;
        const mine = synced;
        set({ isLoading: true });
        try {
          await bridge.call("announcements.sync", place);
          if (mine === synced) set({ isLoading: false, loadError: null });
        } catch (cause) {
          if (mine === synced) set({ isLoading: false, loadError: toAppError(cause) });
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
        const load = coalesce(() => void get().load(), 300);
        const sync = coalesce(() => void get().sync(), 300);
        const name = coalesce(() => {
          const { place, list } = get();
          if (place !== null && list !== null) void nameAuthors(place, list);
        }, 300);
        const stops = [
          bridge.on("announcements.changed", (place) => isSame(get().place, place) && load()),
          bridge.on("people.changed", ({ accountId }) => accountId === get().place?.accountId && name()),
          bridge.on("administration.changed", (place) => isSame(get().place, place) && sync()),
        ];
        return () => {
          for (const stop of stops) stop();
          load.cancel();
          sync.cancel();
          name.cancel();
        };
      },
    };
  });
}

function isSame(known: Place | null, { accountId, groupId }: Place): boolean {
  return known?.accountId === accountId && known.groupId === groupId;
}

export const useAnnouncementsStore = createAnnouncementsStore(bridge);
