import type { Command } from "../command.ts";
import { accountOption, groupOf, groupOptions } from "../in-group.ts";
import { required } from "../options.ts";

/** Ways into groups, and the code that lets others in. */
export const groupEntryCommands: readonly Command[] = [
  {
    path: ["groups", "public"],
    summary:
      "Groups that anybody may find: id, name, memberCount, joinRule, isMember (as far as the cache knows).",
    options: accountOption,
    run: async (session, input) => {
      const { id: accountId } = await session.signedIn(required(input, "account"));
      return (await session.services()).groupEntry.publicGroups(accountId);
    },
  },
  {
    path: ["groups", "apply"],
    summary:
      "Joins a group by its id, or applies where its admins decide: outcome, groupId, groupName, message.",
    options: { ...groupOptions, reason: { value: "TEXT", help: "what its admins read" } },
    run: async (session, input) => {
      const { id: accountId } = await session.signedIn(required(input, "account"));
      const { groupEntry } = await session.services();
      return groupEntry.apply(accountId, required(input, "group"), input.options.reason?.trim() ?? "");
    },
  },
  {
    path: ["groups", "save"],
    summary: "Saves a WeChat group to the contacts: only then does the gateway list it.",
    options: groupOptions,
    run: async (session, input) => {
      const { services, accountId, groupId } = await groupOf(session, input);
      await services.groupEntry.save(accountId, groupId);
      return { saved: groupId };
    },
  },
  {
    path: ["groups", "code"],
    summary: "The text of a group's QR code, made anew: text, createdAt, expiresAt (ms).",
    options: groupOptions,
    run: async (session, input) => {
      const { id: accountId } = await session.signedIn(required(input, "account"));
      return (await session.services()).groupCode.code(accountId, required(input, "group"));
    },
  },
];
