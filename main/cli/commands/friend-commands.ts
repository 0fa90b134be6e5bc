import { AppError } from "../../../shared/errors.ts";
import type { Command, CommandInput } from "../command.ts";
import { accountOption, groupOptions, requireYes } from "../in-group.ts";
import { required } from "../options.ts";
import type { Session } from "../session.ts";

const oneMember = {
  ...groupOptions,
  user: { value: "WXID", help: "the member", isRequired: true },
} as const;
const longestGreeting = 50;

async function accountOf(session: Session, input: CommandInput) {
  const { id: accountId } = await session.account(required(input, "account"));
  return { accountId, friends: (await session.services()).friends };
}

function memberOf(input: CommandInput, accountId: string) {
  return { accountId, groupId: required(input, "group"), memberId: required(input, "user") };
}

/** Of WeChat accounts: one person at a time, within the pace. */
export const friendCommands: readonly Command[] = [
  {
    path: ["friends", "list"],
    summary:
      "Friend requests sent with a WeChat account, newest first: at, groupId, personId, outcome, message. Sent is not added: that is accepted.",
    options: accountOption,
    run: async (session, input) => {
      const { accountId, friends } = await accountOf(session, input);
      return friends.requests(accountId);
    },
  },
  {
    path: ["friends", "pace"],
    summary:
      "How much of a WeChat account's pace is used, and when the next request and join are possible (ms).",
    options: { ...accountOption, user: { value: "WXID", help: "also for a request to this person" } },
    run: async (session, input) => {
      const { accountId, friends } = await accountOf(session, input);
      return friends.state(accountId, input.options.user ?? null);
    },
  },
  {
    path: ["friends", "request"],
    summary: "Asks one member of a WeChat group to be a friend: outcome, message, and the pace afterwards.",
    options: {
      ...oneMember,
      greeting: { value: "TEXT", help: "at most 50 characters", isRequired: true },
      yes: { help: "really send it" },
    },
    run: async (session, input) => {
      const greeting = required(input, "greeting").trim();
      if (greeting === "" || greeting.length > longestGreeting) {
        throw new AppError("invalid", `--greeting takes 1 to ${longestGreeting} characters`);
      }
      requireYes(input, `${required(input, "user")} would be asked`);
      const { id: accountId } = await session.signedIn(required(input, "account"));
      const { friends } = await session.services();
      const member = memberOf(input, accountId);
      const sent = await friends.request(member, greeting);
      return { ...sent, pace: await friends.state(accountId, member.memberId) };
    },
  },
  {
    path: ["friends", "check"],
    summary: "Looks whether a member is a friend by now, and marks who accepted.",
    options: oneMember,
    run: async (session, input) => {
      const { id: accountId } = await session.signedIn(required(input, "account"));
      const { friends } = await session.services();
      return { isFriend: await friends.check(memberOf(input, accountId)) };
    },
  },
  {
    path: ["friends", "resume"],
    summary: "Goes on after WeChat asked for a pause; answers the pace.",
    options: accountOption,
    run: async (session, input) => {
      const { accountId, friends } = await accountOf(session, input);
      await friends.resume(accountId);
      return friends.state(accountId, null);
    },
  },
];
