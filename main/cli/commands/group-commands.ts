import type { Account } from "../../../shared/domain/account.ts";
import { isRoleKnown } from "../../../shared/domain/role-rank.ts";
import { AppError, type ErrorCode, saysNo, toAppError } from "../../../shared/errors.ts";
import type { Services } from "../../services.ts";
import type { Command } from "../command.ts";
import { required, wholeNumber } from "../options.ts";

const account = { account: { value: "N", help: "the account's name", isRequired: true } };

interface Synced {
  readonly groups: number;
  /** As the groups themselves say, or as many as were read; null where none says. */
  readonly members: number | null;
}

/** A few requests for all groups. Of members it brings only how many there are: those of a group come when it is asked about. */
async function syncGroups({ groups, everyGroup }: Services, accountId: string): Promise<Synced> {
  await groups.sync(accountId);
  const synced = await everyGroup(accountId);
  const told = synced.flatMap(({ memberCount }) => memberCount ?? []);
  const members = told.length === 0 ? null : told.reduce((sum, count) => sum + count, 0);
  return { groups: synced.length, members };
}

/** On some WeChat accounts the gateway lists nobody in any group: that is no failure of the sync. */
const notListed: ReadonlySet<ErrorCode> = new Set(["refused", "bad_answer"]);

/** Groups, then the members of each. A group that tells no members does not keep the others from being read. */
async function syncAll({ groups, members, everyGroup }: Services, { id: accountId, kind }: Account) {
  await groups.sync(accountId);
  const synced = await everyGroup(accountId);
  const failures: { name: string; error: AppError }[] = [];
  let memberCount = 0;
  let groupsWithoutList = 0;
  for (const { id: groupId, name } of synced) {
    try {
      await members.sync(accountId, groupId);
    } catch (cause) {
      const error = toAppError(cause);
      if (!saysNo(error) && error.code !== "bad_answer") throw error;
      if (kind === "gewe" && notListed.has(error.code)) groupsWithoutList += 1;
      else failures.push({ name, error });
    }
    memberCount += (await members.window({ accountId, groupId, query: "", offset: 0, limit: 0 })).total;
  }
  const [first] = failures;
  if (first === undefined) {
    const more = groupsWithoutList === 0 ? {} : { groupsWithoutList };
    return { groups: synced.length, members: memberCount, ...more };
  }
  const { code, message, server, network } = first.error;
  const count = `the members of ${failures.length} of ${synced.length} groups could not be read`;
  throw new AppError(code, `${count}; first "${first.name}": ${message}`, { server, network });
}

export const groupCommands: readonly Command[] = [
  {
    path: ["sync"],
    summary: "Brings the groups from the server into the cache; counts them and their members.",
    options: {
      ...account,
      members: {
        help: "also the members of every group: several requests for each of them; counts groups whose members a WeChat gateway does not list",
      },
    },
    run: async (session, input) => {
      const account = await session.signedIn(required(input, "account"));
      const services = await session.services();
      return input.options.members === undefined
        ? syncGroups(services, account.id)
        : syncAll(services, account);
    },
  },
  {
    path: ["groups", "list"],
    summary:
      "The groups in the cache: id, name, type, memberCount, role (null: whether we are an admin was not read yet), membersSyncedAt (ms; null: its members were never read); isUnlisted for a WeChat group that is not saved to the contacts.",
    options: account,
    run: async (session, input) => {
      const { id: accountId } = await session.account(required(input, "account"));
      const groups = await (await session.services()).everyGroup(accountId);
      return groups.map((group) => {
        const { id, name, type, memberCount, membersSyncedAt, isUnlisted } = group;
        const role = isRoleKnown(group) ? group.role : null;
        return { id, name, type, memberCount, role, membersSyncedAt, ...(isUnlisted && { isUnlisted }) };
      });
    },
  },
  {
    path: ["members", "list"],
    summary:
      "A window of the members in the cache, which are read from the server where they never were: total (how many are found), members and named (how many there are, and how many of them have a name: members names asks for the others), and rows of id, name, role, joinedAt, mutedUntil (ms; -1: for ever).",
    options: {
      ...account,
      group: { value: "ID", help: "the group's id", isRequired: true },
      query: { value: "TEXT", help: "part of a name or an id" },
      offset: { value: "I", help: "the first row, from 0" },
      limit: { value: "I", help: "how many rows (default 100)" },
    },
    run: async (session, input) => {
      const wanted = {
        groupId: required(input, "group"),
        query: input.options.query ?? "",
        offset: wholeNumber(input, "offset", 0),
        limit: wholeNumber(input, "limit", 100),
      };
      const name = required(input, "account");
      const { id: accountId } = await session.account(name);
      const { groups, members, people } = await session.services();
      const { membersSyncedAt } = await groups.get(accountId, wanted.groupId);
      if (membersSyncedAt === null) {
        await session.signedIn(name);
        await members.sync(accountId, wanted.groupId);
      }
      const { total, rows } = await members.window({ accountId, ...wanted });
      const status = await people.status(accountId, wanted.groupId);
      return {
        total,
        members: status.total,
        named: status.named,
        rows: rows.map(({ id, name, role, joinedAt, mutedUntil }) => ({
          id,
          name,
          role,
          joinedAt,
          mutedUntil,
        })),
      };
    },
  },
];
