import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { peopleCalls } from "../../../shared/ipc/people-calls.ts";
import type { PeopleService } from "./people-service.ts";

/** Whoever the page asks about is looked at: the server is asked for them in the background, and the event tells. */
export function createPeopleCalls(people: PeopleService): Pick<Handlers, keyof typeof peopleCalls> {
  return {
    "people.status": ({ accountId, groupId }) => people.status(accountId, groupId),
    "people.names": async ({ accountId, groupId, ids }) => {
      people.look(accountId, ids);
      const names = await people.names(accountId, groupId, ids);
      return [...names].map(([id, name]) => ({ id, name }));
    },
    "people.get": async ({ accountId, personId }) => {
      people.look(accountId, [personId]);
      return people.get(accountId, personId);
    },
    "people.picture": ({ accountId, personId }) => people.picture(accountId, personId),
    "people.setNote": ({ accountId, personId, note }) => people.setNote(accountId, personId, note),
  };
}
