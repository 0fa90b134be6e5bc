import { create } from "zustand";
import type { MemberDetails } from "../../../shared/domain/member.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { Person } from "../../../shared/ipc/people-calls.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { coalesce } from "../../coalesce.ts";

interface MemberPlace {
  readonly accountId: string;
  readonly groupId: string;
  readonly memberId: string;
}

interface MemberCardStore {
  readonly place: MemberPlace | null;
  readonly member: MemberDetails | null;
  /** What is known beside any group; null until read. */
  readonly person: Person | null;
  /** A data URL; null while there is none to show. */
  readonly picture: string | null;
  readonly loadError: AppError | null;
  readonly isEditingNote: boolean;
  readonly isSavingNote: boolean;
  readonly noteError: AppError | null;
  open(place: MemberPlace): void;
  load(): Promise<void>;
  editNote(isEditing: boolean): void;
  /** "" takes it away. The names everywhere change by the event. */
  saveNote(note: string): Promise<void>;
  listen(): () => void;
}

const noNote = { isEditingNote: false, isSavingNote: false, noteError: null } as const;

/** The member in the side panel. */
export function createMemberCardStore(bridge: AppBridge) {
  let asked = 0;
  return create<MemberCardStore>()((set, get) => {
    /** Initials show until it is there, and where it cannot be had. */
    async function loadPicture(place: MemberPlace): Promise<void> {
      const { accountId, memberId: personId } = place;
      try {
        const whole = await bridge.call("people.picture", { accountId, personId });
        if (whole === null) return;
        const { smallPicture } = await import("../groups/small-picture.ts");
        const picture = await smallPicture(whole);
        if (get().place === place) set({ picture });
      } catch {
        // A missing picture is no news.
      }
    }

    return {
      place: null,
      member: null,
      person: null,
      picture: null,
      loadError: null,
      ...noNote,
      open(place) {
        set({ place, member: null, person: null, picture: null, loadError: null, ...noNote });
        void get().load();
      },
      async load() {
        const { place } = get();
        if (!place) return;
        asked += 1;
        const mine = asked;
        const { accountId, memberId: personId } = place;
        try {
          const [member, person] = await Promise.all([
            bridge.call("members.get", place),
            bridge.call("people.get", { accountId, personId }),
          ]);
          if (mine !== asked) return;
          const hadPicture = get().person?.avatar === person.avatar;
          set({ member, person, loadError: null });
          if (person.avatar !== "" && !hadPicture) void loadPicture(place);
        } catch (cause) {
          if (mine === asked) set({ loadError: toAppError(cause) });
        }
      },
      editNote: (isEditingNote) => set({ ...noNote, isEditingNote }),
      async saveNote(note) {
        const { place, person, isSavingNote } = get();
        if (place === null || isSavingNote) return;
        if (note === person?.note) return get().editNote(false);
        const isHere = () => get().place === place;
        set({ isSavingNote: true, noteError: null });
        try {
          await bridge.call("people.setNote", { accountId: place.accountId, personId: place.memberId, note });
          if (!isHere()) return;
          await get().load();
          if (isHere()) set(noNote);
        } catch (cause) {
          if (isHere()) set({ isSavingNote: false, noteError: toAppError(cause) });
        }
      },
      listen() {
        const reload = coalesce(() => void get().load(), 150);
        const stops = [
          bridge.on("members.changed", ({ accountId, groupId }) => {
            const { place } = get();
            if (place?.accountId === accountId && place.groupId === groupId) reload();
          }),
          bridge.on("people.changed", ({ accountId }) => {
            if (get().place?.accountId === accountId) reload();
          }),
        ];
        return () => {
          for (const stop of stops) stop();
          reload.cancel();
        };
      },
    };
  });
}

export const useMemberCardStore = createMemberCardStore(bridge);
