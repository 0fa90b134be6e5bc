import type { CallInput } from "../../../shared/ipc/contract.ts";
import type { NamesStatus, Person } from "../../../shared/ipc/people-calls.ts";
import { type Answers, ok } from "./fake-main.ts";
import { memberAt } from "./fake-world.ts";

/** Whom the fake main process knows besides their groups, and what the person notes about them. */
export function fakePeople(emit: (name: string, payload: unknown) => void, scene: string): Answers {
  const notes = new Map<string, string>();
  const isFew = scene === "fewCards";
  const status: NamesStatus = isFew
    ? { total: 100_000, named: 12_400, state: "reading", order: 1 }
    : { total: 100_000, named: 100_000, state: "idle", order: 0 };
  return {
    "people.status": () => ok(status),
    "people.names": ({ ids }: CallInput<"people.names">) =>
      ok(
        Array.from({ length: 100 }, (_, index) => memberAt(index))
          .filter(({ id, name }) => name !== "" && ids.includes(id))
          .map(({ id, name }) => ({ id, name })),
      ),
    "people.get": ({ personId }: CallInput<"people.get">) =>
      ok({
        id: personId,
        note: notes.get(personId) ?? "",
        alias: "",
        nickName: isFew ? "Sofi 🌻" : "",
        username: isFew ? `user_${Number(personId).toString(36)}` : "",
        avatar: "",
        fetchedAt: Date.now() - 60_000,
        isUnknown: false,
      } satisfies Person),
    "people.picture": () => ok(null),
    "people.setNote": ({ accountId, personId, note }: CallInput<"people.setNote">) => {
      notes.set(personId, note);
      queueMicrotask(() => emit("people.changed", { accountId }));
      return ok();
    },
  };
}
