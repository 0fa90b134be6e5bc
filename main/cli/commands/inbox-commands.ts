import type { InboxRow } from "../../../shared/domain/inbox.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Services } from "../../services.ts";
import type { Command, CommandInput } from "../command.ts";
import { groupOptions } from "../in-group.ts";
import { required } from "../options.ts";
import type { Session } from "../session.ts";

/** Reads what waits for this account, and who they are. */
async function syncedAccount(
  session: Session,
  name: string,
  kind?: InboxRow["kind"],
): Promise<{ services: Services; accountId: string }> {
  const { id: accountId } = await session.signedIn(name);
  const services = await session.services();
  await services.inbox.readBack(accountId, kind);
  const { rows } = await services.inbox.list({ showsDecided: false });
  const nameless = rows.filter((row) => row.accountId === accountId && !row.personName);
  await services.people.ready(
    accountId,
    nameless.map(({ personId }) => personId),
  );
  return { services, accountId };
}

/** The one invitation that is meant. */
function invitationOf(rows: readonly InboxRow[], accountId: string, input: CommandInput): InboxRow {
  const groupId = required(input, "group");
  const { from } = input.options;
  const [only, ...others] = rows.filter(
    (row) =>
      row.kind === "invitation" &&
      row.accountId === accountId &&
      row.groupId === groupId &&
      (from === undefined || row.personId === from),
  );
  if (only === undefined) throw new AppError("not_found", `no invitation into group ${groupId} waits`);
  if (others.length > 0) throw new AppError("invalid", "several people invited: say whose it is with --from");
  return only;
}

function answerCommand(name: string, summary: string, isApproved: boolean): Command {
  return {
    path: ["inbox", name],
    summary: `${summary} Answers outcome, code and the server's reason.`,
    options: { ...groupOptions, from: { value: "USER", help: "who invited, where several did" } },
    run: async (session, input) => {
      const { services, accountId } = await syncedAccount(session, required(input, "account"), "invitation");
      const { rows } = await services.inbox.list({ showsDecided: false });
      const { key, groupId, personId } = invitationOf(rows, accountId, input);
      const [decision] = await services.inbox.decide([key], isApproved);
      // A group that was entered is in the cache when this command ends.
      await services.inbox.settled();
      const { outcome = "unknown", code = null, reason = null } = decision ?? {};
      return { groupId, personId, outcome, code, reason };
    },
  };
}

export const inboxCommands: readonly Command[] = [
  {
    path: ["inbox", "list"],
    summary:
      "Who waits for an answer, newest first: kind, account, groupId, groupName, personId, personName, reason, status, expiresAt, updatedAt.",
    options: {
      account: { value: "N", help: "of this account, read from its server; otherwise of all, as last read" },
      all: { help: "also what was answered" },
    },
    run: async (session, input) => {
      const { account, all } = input.options;
      const only = account === undefined ? null : (await syncedAccount(session, account)).accountId;
      const { inbox, accounts } = await session.services();
      const names = new Map(accounts.list().map(({ id, name }) => [id, name]));
      const { rows } = await inbox.list({ showsDecided: all !== undefined });
      return rows
        .filter(({ accountId }) => only === null || accountId === only)
        .map(({ key: _key, accountId, ...row }) => ({ ...row, account: names.get(accountId) ?? null }));
    },
  },
  answerCommand("accept-invitation", "Accepts an invitation into a group.", true),
  answerCommand("refuse-invitation", "Refuses an invitation into a group.", false),
];
