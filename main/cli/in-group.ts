import { AppError, toAppError } from "../../shared/errors.ts";
import type { Services } from "../services.ts";
import type { CommandInput, OptionSpec } from "./command.ts";
import { required } from "./options.ts";
import type { Session } from "./session.ts";

export const accountOption: Readonly<Record<"account", OptionSpec>> = {
  account: { value: "N", help: "the account's name", isRequired: true },
};

/** Options of commands about one group. */
export const groupOptions: Readonly<Record<"account" | "group", OptionSpec>> = {
  ...accountOption,
  group: { value: "ID", help: "the group's id", isRequired: true },
};

export const cachedOption: Readonly<Record<"cached", OptionSpec>> = {
  cached: { help: "what was last read, without asking the server" },
};

export interface InGroup {
  readonly services: Services;
  readonly accountId: string;
  readonly groupId: string;
}

/** One group of an account that is signed in. Its server is asked for our groups where the cache does not know it. */
export async function groupOf(session: Session, input: CommandInput): Promise<InGroup> {
  const groupId = required(input, "group");
  const { id: accountId } = await session.signedIn(required(input, "account"));
  const services = await session.services();
  try {
    await services.groups.get(accountId, groupId);
  } catch (cause) {
    if (toAppError(cause).code !== "not_found") throw cause;
    await services.groups.sync(accountId);
  }
  return { services, accountId, groupId };
}

/** A list of one group as it is kept, read from the server before unless `--cached` says not to. */
export async function keptOf<Row>(
  session: Session,
  input: CommandInput,
  steps: {
    readonly sync: (place: InGroup) => Promise<void>;
    readonly list: (
      place: InGroup,
    ) => Promise<{ readonly readAt: number | null; readonly rows: readonly Row[] }>;
  },
): Promise<{ asOf: number | null; rows: readonly Row[] }> {
  const isCached = input.options.cached !== undefined;
  const name = required(input, "account");
  const { id: accountId } = await (isCached ? session.account(name) : session.signedIn(name));
  const place = { services: await session.services(), accountId, groupId: required(input, "group") };
  if (!isCached) await steps.sync(place);
  const { readAt, rows } = await steps.list(place);
  return { asOf: readAt, rows };
}

/** What cannot be undone runs only with `--yes`; without it, what would happen is told. */
export function requireYes({ options }: CommandInput, wouldHappen: string): void {
  if (options.yes === undefined) throw new AppError("invalid", `${wouldHappen}; add --yes to do it`);
}
