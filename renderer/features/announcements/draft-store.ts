import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import type { Place } from "./announcements-store.ts";

export const longestTitle = 200;
export const longestContent = 10_000;

interface Words {
  readonly title: string;
  readonly content: string;
}

export interface DraftStore extends Words {
  readonly place: Place | null;
  readonly isOpen: boolean;
  /** Until the kept draft is here, nothing is typed: it would be overwritten. */
  readonly isRestored: boolean;
  readonly keeping: "kept" | "waiting" | "failed";
  readonly isPreview: boolean;
  readonly isConfirming: boolean;
  readonly isSending: boolean;
  readonly error: AppError | null;
  /** Its words came from an old announcement; `replaced` is what stood here before. */
  readonly isTakenOver: boolean;
  readonly replaced: Words | null;
  /** Restores what was kept for this group; opens the form where there is something. */
  openAt(place: Place): Promise<void>;
  show(isOpen: boolean): void;
  write(words: Partial<Words>): void;
  /** The server cannot change an old one: its words become the draft of a new one. */
  takeOver(words: Words): void;
  putBack(): void;
  preview(isPreview: boolean): void;
  /** Before it is sent; not while a part is missing. */
  ask(isConfirming: boolean): void;
  send(): Promise<void>;
  /** Keeps at once what is still waiting to be kept. */
  flush(): Promise<void>;
}

const keepAfterMs = 500;
const fresh = {
  title: "",
  content: "",
  isOpen: false,
  isRestored: false,
  keeping: "kept",
  isPreview: false,
  isConfirming: false,
  isSending: false,
  error: null,
  isTakenOver: false,
  replaced: null,
} as const;

/** The announcement being written for the group on screen. */
export function createDraftStore(bridge: AppBridge) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return create<DraftStore>()((set, get) => {
    const isHere = (place: Place) => get().place === place;

    async function keep(place: Place, words: Words): Promise<void> {
      try {
        await bridge.call("announcements.keepDraft", { ...place, ...words });
        const { title, content } = get();
        const isLatest = isHere(place) && title === words.title && content === words.content;
        if (isLatest) set({ keeping: "kept" });
      } catch {
        if (isHere(place)) set({ keeping: "failed" });
      }
    }
    function change(changes: Partial<DraftStore>): void {
      set({ ...changes, keeping: "waiting", isConfirming: false, error: null });
      clearTimeout(timer);
      timer = setTimeout(() => void get().flush(), keepAfterMs);
    }

    return {
      place: null,
      ...fresh,
      async openAt(place) {
        const known = get().place;
        if (known?.accountId === place.accountId && known.groupId === place.groupId) return;
        void get().flush();
        set({ place, ...fresh });
        try {
          const { title, content } = await bridge.call("announcements.draft", place);
          if (isHere(place)) {
            const isOpen = get().isOpen || title !== "" || content !== "";
            set({ title, content, isOpen, isRestored: true });
          }
        } catch (cause) {
          if (isHere(place)) set({ error: toAppError(cause), isRestored: true });
        }
      },
      show: (isOpen) => set({ isOpen, isConfirming: false, isPreview: false, error: null }),
      write: (words) => change(words),
      takeOver({ title, content }) {
        const { title: oldTitle, content: oldContent } = get();
        const isEmpty = oldTitle === "" && oldContent === "";
        const isSame = oldTitle === title && oldContent === content;
        const replaced = isEmpty || isSame ? null : { title: oldTitle, content: oldContent };
        change({ title, content, replaced, isTakenOver: true, isOpen: true, isPreview: false });
      },
      putBack() {
        const { replaced } = get();
        if (replaced !== null) change({ ...replaced, replaced: null, isTakenOver: false });
      },
      preview: (isPreview) => set({ isPreview }),
      ask(isConfirming) {
        const { title, content } = get();
        if (title.trim() !== "" && content.trim() !== "") set({ isConfirming, error: null });
      },
      async send() {
        const { place, title, content, isSending, isConfirming } = get();
        if (place === null || isSending || !isConfirming) return;
        set({ isSending: true, error: null });
        // Whatever becomes of it, the words are safe here first.
        await get().flush();
        try {
          await bridge.call("announcements.add", { ...place, title: title.trim(), content: content.trim() });
          if (isHere(place)) set({ ...fresh, isRestored: true });
        } catch (cause) {
          if (isHere(place)) set({ isSending: false, isConfirming: false, error: toAppError(cause) });
        }
      },
      async flush() {
        const { place, title, content, keeping } = get();
        clearTimeout(timer);
        timer = undefined;
        if (place !== null && keeping === "waiting") await keep(place, { title, content });
      },
    };
  });
}

export const useDraftStore = createDraftStore(bridge);
