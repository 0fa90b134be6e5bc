import { create } from "zustand";
import type { Group } from "../../../shared/domain/group.ts";
import type { Member } from "../../../shared/domain/member.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { CallInput } from "../../../shared/ipc/contract.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { coalesce } from "../../coalesce.ts";
import { createWindowReader, type ListWindows, noWindows } from "../../window-reader.ts";

export type Relation = CallInput<"members.compare">["relation"];

interface Place {
  readonly accountId: string;
  readonly groupId: string;
}

export interface CompareStore {
  readonly place: Place | null;
  readonly other: Group | null;
  readonly relation: Relation;
  readonly list: ListWindows<Member>;
  /** The order on screen, kept while names arrive; null until the first answer. */
  readonly order: number | null;
  /** The second group's members are being fetched from the server. */
  readonly isReading: boolean;
  readonly readError: AppError | null;
  open(place: Place): void;
  choose(other: Group | null): void;
  show(relation: Relation): void;
  ensureRange(from: number, to: number): void;
  reload(): void;
  readOther(): Promise<void>;
  /** Everybody of the list as it is now; throws AppError. */
  readAll(): Promise<readonly Member[]>;
  listen(): () => void;
}

type Question = Pick<CompareStore, "place" | "other" | "relation" | "order">;

const readAtOnce = 500;

/** Two groups of one account, side by side. */
export function createCompareStore(bridge: AppBridge) {
  const useStore = create<CompareStore>()((set, get) => {
    async function rereadOther({ accountId, groupId }: Place): Promise<void> {
      const other = await bridge.call("groups.get", { accountId, groupId });
      if (get().other?.id === groupId) set({ other });
    }
    return {
      place: null,
      other: null,
      relation: "in_both",
      list: noWindows,
      order: null,
      isReading: false,
      readError: null,
      open(place) {
        const now = get().place;
        if (now?.accountId === place.accountId && now.groupId === place.groupId) return;
        set({ place, other: null, relation: "in_both", list: noWindows, isReading: false, readError: null });
      },
      choose(other) {
        set({ other, list: noWindows, order: null, isReading: false, readError: null });
        if (other !== null) reader.restart({ clear: true });
      },
      show(relation) {
        if (relation === get().relation) return;
        set({ relation, order: null });
        reader.restart({ clear: true });
      },
      ensureRange: (from, to) => reader.ensureRange(from, to),
      reload: () => reader.reload(),
      async readOther() {
        const { other } = get();
        if (other === null || get().isReading) return;
        const place = { accountId: other.accountId, groupId: other.id };
        const isStillThere = () => get().other?.id === other.id;
        set({ isReading: true, readError: null });
        try {
          await bridge.call("members.sync", place);
          await rereadOther(place);
        } catch (cause) {
          if (isStillThere()) set({ readError: toAppError(cause) });
        } finally {
          if (isStillThere()) set({ isReading: false });
        }
      },
      async readAll() {
        const question = get();
        const all: Member[] = [];
        for (;;) {
          const { total, rows } = await read(question, all.length, readAtOnce);
          all.push(...rows);
          if (rows.length === 0 || all.length >= total) return all;
        }
      },
      listen() {
        const reload = coalesce(() => reader.reload(), 150);
        const stops = [
          bridge.on("members.changed", ({ accountId, groupId }) => {
            const { place, other } = get();
            if (other === null || accountId !== place?.accountId) return;
            if (groupId === place.groupId || groupId === other.id) reload();
          }),
          bridge.on("people.changed", ({ accountId }) => {
            if (get().other !== null && accountId === get().place?.accountId) reload();
          }),
        ];
        return () => {
          for (const stop of stops) stop();
          reload.cancel();
        };
      },
    };
  });

  async function read(question: Question, offset: number, limit: number) {
    const { place, other, relation, order } = question;
    if (place === null || other === null) return { total: 0, order: 0, rows: [] };
    const { accountId, groupId: firstGroupId } = place;
    const groups = { accountId, firstGroupId, secondGroupId: other.id };
    const kept = order === null ? {} : { order };
    return bridge.call("members.compare", { ...groups, relation, offset, limit, ...kept });
  }

  // The answer tells no revision; the reader's own count of reloads keeps late ones out.
  const reader = createWindowReader<Member>(
    async (offset, limit) => {
      const question = useStore.getState();
      const answer = await read(question, offset, limit);
      const { other, relation } = useStore.getState();
      if (other === question.other && relation === question.relation) {
        useStore.setState({ order: answer.order });
      }
      return { revision: 0, ...answer };
    },
    (list) => useStore.setState({ list }),
  );
  return useStore;
}

export const useCompareStore = createCompareStore(bridge);
