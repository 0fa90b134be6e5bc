import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { FriendRequestOutcome, FriendsState } from "../../../shared/ipc/friend-calls.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

export interface FriendPlace {
  readonly accountId: string;
  readonly groupId: string;
  readonly memberId: string;
}

export interface FriendsStore {
  readonly place: FriendPlace | null;
  /** Null before the first answer. */
  readonly state: FriendsState | null;
  readonly outcome: FriendRequestOutcome | null;
  readonly isSending: boolean;
  readonly error: AppError | null;
  /** Whether they accepted could not be asked. */
  readonly checkError: AppError | null;
  open(place: FriendPlace): void;
  load(): Promise<void>;
  /** One request to the person on screen. */
  request(greeting: string): Promise<void>;
  resume(): Promise<void>;
  listen(): () => void;
}

/** The one member of a WeChat group whose card is open, and what may still be sent. */
export function createFriendsStore(bridge: AppBridge) {
  return create<FriendsStore>()((set, get) => {
    const isHere = (place: FriendPlace) => get().place === place;
    return {
      place: null,
      state: null,
      outcome: null,
      isSending: false,
      error: null,
      checkError: null,
      open(place) {
        set({ place, state: null, outcome: null, error: null, checkError: null, isSending: false });
        void (async () => {
          await get().load();
          const asked = get().state?.lastRequest?.outcome;
          if (!isHere(place) || (asked !== "sent" && asked !== "unknown")) return;
          // Whether they accepted: the event tells what changed.
          try {
            await bridge.call("friends.check", place);
          } catch (cause) {
            if (isHere(place)) set({ checkError: toAppError(cause) });
          }
        })();
      },
      async load() {
        const { place } = get();
        if (place === null) return;
        const { accountId, memberId } = place;
        try {
          const state = await bridge.call("friends.state", { accountId, memberId });
          if (isHere(place)) set({ state });
        } catch (cause) {
          if (isHere(place)) set({ error: toAppError(cause) });
        }
      },
      async request(greeting) {
        const { place, isSending } = get();
        if (place === null || isSending) return;
        set({ isSending: true, outcome: null, error: null });
        try {
          const outcome = await bridge.call("friends.request", { ...place, greeting });
          if (isHere(place)) set({ outcome });
        } catch (cause) {
          if (isHere(place)) set({ error: toAppError(cause) });
        } finally {
          if (isHere(place)) {
            set({ isSending: false });
            await get().load();
          }
        }
      },
      async resume() {
        const { place } = get();
        if (place === null) return;
        try {
          await bridge.call("friends.resume", { accountId: place.accountId });
        } catch (cause) {
          if (isHere(place)) set({ error: toAppError(cause) });
        }
      },
      listen: () =>
        bridge.on("friends.changed", ({ accountId }) => {
          if (accountId === get().place?.accountId) void get().load();
        }),
    };
  });
}

export const useFriendsStore = createFriendsStore(bridge);
