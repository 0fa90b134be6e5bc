import { ifTold } from "../../platform/if-told.ts";
import type { SharedRuns } from "../../platform/shared-runs.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";

export interface GroupAdminsDeps {
  readonly accounts: Pick<AccountsService, "backendFor" | "onRemove">;
  readonly runs: SharedRuns;
}

/** Ids of a group's admins, the owner may be among them; null where the server will not tell. */
export type ReadAdmins = () => Promise<readonly string[] | null>;

interface Answer {
  /** By a clock that ticks with each question. */
  readonly askedAt: number;
  readonly adminIds: Promise<readonly string[] | null>;
}

/** A page and its list of members, opened together, are all that share an answer. */
const mostKept = 20;

/** Reads who administers a group, when somebody looks at it: lists of groups name the owner only. */
export function createGroupAdmins({ accounts, runs }: GroupAdminsDeps) {
  const latest = new Map<string, Answer>();
  let clock = 0;
  accounts.onRemove(async (accountId) => {
    for (const key of latest.keys()) if (key.startsWith(`${accountId} `)) latest.delete(key);
  });

  async function ask(accountId: string, groupId: string, askedAt: number): Promise<readonly string[] | null> {
    let adminIds: readonly string[] | null = null;
    await runs.share(accountId, `admins ${groupId} ${askedAt}`, async (signal) => {
      const backend = accounts.backendFor(accountId);
      adminIds = await ifTold<readonly string[] | null>(backend.adminIds(groupId, signal), null);
    });
    return adminIds;
  }

  function begin(key: string, accountId: string, groupId: string): Answer {
    clock += 1;
    const answer = { askedAt: clock, adminIds: ask(accountId, groupId, clock) };
    latest.delete(key);
    latest.set(key, answer);
    answer.adminIds.catch(() => latest.get(key) === answer && latest.delete(key));
    for (const oldest of latest.keys()) {
      if (latest.size <= mostKept) break;
      latest.delete(oldest);
    }
    return answer;
  }

  return {
    /**
     * Begins a look at a group. What it answers reads the admins, or takes an answer that somebody else asked for
     * since; never one from before, which may be older than what the look is to show.
     */
    look(accountId: string, groupId: string): ReadAdmins {
      const key = `${accountId} ${groupId}`;
      const begun = clock;
      return () => {
        const known = latest.get(key);
        const isNews = known !== undefined && known.askedAt > begun;
        return (isNews ? known : begin(key, accountId, groupId)).adminIds;
      };
    },
  };
}
