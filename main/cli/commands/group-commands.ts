import type { Account } from "../../../shared/domain/account.ts";
import { AppError, type ErrorCode, toAppError } from "../../../shared/errors.ts";
import type { Services } from "../../services.ts";
import type { Command } from "../command.ts";
import { required, wholeNumber } from "../options.ts";

const account = { account: { value: "N", help: "the account's name", isRequired: true } };

/** What one group's members fail with and the next group's would not. */
const ofOneGroup: ReadonlySet<ErrorCode> = new Set(["forbidden", "not_found", "refused", "bad_answer"]);

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
      if (!ofOneGroup.has(error.code)) throw error;
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
    summary:
      "Brings groups and their members from the server into the cache; counts both, and groups whose members a WeChat gateway does not list.",
    options: account,
    run: async (session, input) => {
      const account = await session.signedIn(required(input, "account"));
      return syncAll(await session.services(), account);
    },
  },
  {
    path: ["groups", "list"],
    summary:
      "The groups in the cache: id, name, memberCount, role; isUnlisted for a WeChat group that is not saved to the contacts.",
    options: account,
    run: async (session, input) => {
      const { id: accountId } = await session.account(required(input, "account"));
      const groups = await (await session.services()).everyGroup(accountId);
      return groups.map(({ id, name, memberCount, role, isUnlisted }) => ({
        ...{ id, name, memberCount, role },
        ...(isUnlisted && { isUnlisted }),
      }));
    },
  },
  {
    path: ["members", "list"],
    summary:
      "A window of the members in the cache: total, and rows of id, name, role, joinedAt, mutedUntil (ms; -1: for ever).",
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
      const { id: accountId } = await session.account(required(input, "account"));
      const { total, rows } = await (await session.services()).members.window({ accountId, ...wanted });
      return {
        total,
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
