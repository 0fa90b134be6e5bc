import { longestNote } from "../../../shared/domain/person-name.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Command } from "../command.ts";
import { accountOption } from "../in-group.ts";
import { required } from "../options.ts";

/** Who people are, beside any group. */
export const peopleCommands: readonly Command[] = [
  {
    path: ["members", "names"],
    summary:
      "Asks the server who the members in the cache are that have no name yet, 200 a second at most; can be ended and goes on. Counts members and names of each group.",
    options: accountOption,
    run: async (session, input) => {
      const { id: accountId } = await session.signedIn(required(input, "account"));
      const { people, everyGroup } = await session.services();
      await people.complete(accountId);
      const rows = [];
      for (const { id, name } of await everyGroup(accountId)) {
        const { total, named } = await people.status(accountId, id);
        if (total > 0) rows.push({ groupId: id, groupName: name, members: total, named });
      }
      return rows;
    },
  },
  {
    path: ["members", "note"],
    summary:
      "Keeps your own note on a person, on this computer only: it is shown and found in place of the name. Answers userId, note and the name that is shown.",
    options: {
      ...accountOption,
      user: { value: "ID", help: "the person's id", isRequired: true },
      note: { value: "TEXT", help: `the note, at most ${longestNote} characters` },
      clear: { help: "takes the note away" },
    },
    run: async (session, input) => {
      const { id: accountId } = await session.account(required(input, "account"));
      const userId = required(input, "user");
      const { note, clear } = input.options;
      const written = (note ?? "").trim();
      if ((written === "") === (clear === undefined)) {
        throw new AppError("invalid", "say what to note with --note, or --clear");
      }
      if (written.length > longestNote) {
        throw new AppError("invalid", `a note has at most ${longestNote} characters`);
      }
      const { people } = await session.services();
      await people.setNote(accountId, userId, written);
      const names = await people.names(accountId, null, [userId]);
      return { userId, note: written || null, name: names.get(userId) ?? null };
    },
  },
];
