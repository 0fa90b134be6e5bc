import type { Account } from "../shared/domain/account.ts";
import type { Group } from "../shared/domain/group.ts";
import type { GroupFile } from "../shared/domain/group-file.ts";
import { AppError } from "../shared/errors.ts";
import type { AccountsService } from "./features/accounts/accounts-service.ts";
import type { FilesService } from "./features/files/files-service.ts";
import type { GroupsService } from "./features/groups/groups-service.ts";

interface WholeListsDeps {
  readonly accounts: AccountsService;
  readonly groups: GroupsService;
  readonly files: FilesService;
}

const rowsAtOnce = 500;

/** Whole cached lists, for the command line; the window reads slices. */
export function createWholeLists({ accounts, groups, files }: WholeListsDeps) {
  return {
    /** Throws `not_found`. */
    async accountNamed(name: string): Promise<Account> {
      const account = accounts.list().find((known) => known.name === name);
      if (account === undefined) throw new AppError("not_found", `there is no account named "${name}"`);
      return account;
    },

    everyGroup: (accountId: string): Promise<Group[]> =>
      collect((offset) => groups.window({ accountId, query: "", offset, limit: rowsAtOnce })),

    everyFile: (accountId: string, groupId: string): Promise<GroupFile[]> =>
      collect((offset) =>
        files.window({ accountId, groupId, query: "", sort: "newest", offset, limit: rowsAtOnce }),
      ),
  };
}

async function collect<Row>(
  read: (offset: number) => Promise<{ total: number; rows: Row[] }>,
): Promise<Row[]> {
  const all: Row[] = [];
  for (;;) {
    const { total, rows } = await read(all.length);
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) return all;
  }
}
