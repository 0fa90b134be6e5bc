import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { PeopleService } from "../people/people-service.ts";
import type { MembersService } from "./members-service.ts";

type MembersCalls = Pick<Handlers, "members.window" | "members.get" | "members.sync">;

/** What the page reads is what somebody looks at: their names are asked for first. */
export function createMembersCalls(
  members: MembersService,
  people: Pick<PeopleService, "look">,
): MembersCalls {
  return {
    "members.window": async (input) => {
      const window = await members.window(input);
      people.look(
        input.accountId,
        window.rows.map(({ id }) => id),
        input.groupId,
      );
      return window;
    },
    "members.get": ({ accountId, groupId, memberId }) => {
      people.look(accountId, [memberId], groupId);
      return members.get(accountId, groupId, memberId);
    },
    "members.sync": ({ accountId, groupId }) => members.sync(accountId, groupId),
  };
}
