import { AppError } from "../../../shared/errors.ts";
import type { Command } from "../command.ts";
import { onlyArgument, wholeNumber } from "../options.ts";

const longestQuery = 100;

export const searchCommands: readonly Command[] = [
  {
    path: ["search"],
    summary:
      "Finds groups, and members, files and announcements as far as they were ever read, also by pinyin: kind, account, groupId, groupName, id, name, snippet.",
    options: { limit: { value: "I", help: "how many at most (default 50)" } },
    argumentName: "TEXT",
    run: async (session, input) => {
      const query = onlyArgument(input, "text to search for");
      if (query.length > longestQuery) throw new AppError("invalid", "the text is too long to search for");
      const limit = wholeNumber(input, "limit", 50);
      const { search, searchIndex, accounts } = await session.services();
      // What was read a moment ago shall be found by its sound too.
      await searchIndex.catchUp();
      const names = new Map(accounts.list().map(({ id, name }) => [id, name]));
      const hits = await search.everything({ query });
      return hits
        .slice(0, limit)
        .map(({ accountId, avatar: _, ...hit }) => ({ ...hit, account: names.get(accountId) ?? null }));
    },
  },
];
