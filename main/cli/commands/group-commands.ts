import { type Command, required, wholeNumber } from "../command.ts";

const account = { account: { value: "N", help: "the account's name", isRequired: true } };
const group = { ...account, group: { value: "ID", help: "the group's id", isRequired: true } };

export const groupCommands: readonly Command[] = [
  {
    path: ["sync"],
    summary: "Brings groups and their members from the server into the cache.",
    options: account,
    run: async (services, input) => {
      const { id } = await services.accountNamed(required(input, "account"));
      await services.groups.sync(id);
      const groups = await services.everyGroup(id);
      let members = 0;
      for (const one of groups) {
        await services.members.sync(id, one.id);
        members += (
          await services.members.window({ accountId: id, groupId: one.id, query: "", offset: 0, limit: 1 })
        ).total;
      }
      return { groups: groups.length, members };
    },
  },
  {
    path: ["groups", "list"],
    summary: "The groups in the cache: id, name, memberCount, role.",
    options: account,
    run: async (services, input) => {
      const { id } = await services.accountNamed(required(input, "account"));
      const groups = await services.everyGroup(id);
      return groups.map(({ id, name, memberCount, role }) => ({ id, name, memberCount, role }));
    },
  },
  {
    path: ["members", "list"],
    summary: "Members in the cache, in windows: total, and rows of id, name, role, joinedAt, mutedUntil.",
    options: {
      ...group,
      query: { value: "TEXT", help: "part of a name or an id" },
      offset: { value: "I", help: "the first row, from 0" },
      limit: { value: "I", help: "how many rows, at most 500 (default 100)" },
    },
    run: async (services, input) => {
      const { id } = await services.accountNamed(required(input, "account"));
      const { total, rows } = await services.members.window({
        accountId: id,
        groupId: required(input, "group"),
        query: input.options.query ?? "",
        offset: wholeNumber(input, "offset", 0),
        limit: Math.min(500, Math.max(1, wholeNumber(input, "limit", 100))),
      });
      return { total, rows };
    },
  },
];
