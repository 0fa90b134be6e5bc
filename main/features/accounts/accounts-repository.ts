import { z } from "zod";
import { AccountKind, SecretPlace, SignInWay } from "../../../shared/domain/account.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Database } from "../../platform/database/database.ts";

const flag = z.number().transform((value) => value === 1);
const addresses = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "not JSON" });
      return z.NEVER;
    }
  })
  .pipe(z.array(z.string()).readonly());

const AccountRow = z.object({
  id: z.string(),
  kind: AccountKind,
  name: z.string(),
  apiUrl: z.string(),
  directory: z.string().nullable(),
  /** All that the directory named; empty where it was the person. */
  apiUrls: addresses,
  apiFailures: z.number(),
  appId: z.string(),
  userName: z.string().nullable(),
  selfId: z.string().nullable(),
  isDemo: flag,
  allowsInsecureHttp: flag,
  signInWay: SignInWay.nullable(),
  canRenew: flag,
  secretPlace: SecretPlace,
  syncedAt: z.number().nullable(),
  createdAt: z.number(),
});
/** An account as it is kept: everything but its secrets. */
export type AccountRow = Readonly<z.infer<typeof AccountRow>>;

/** What may change after an account was added. */
export type AccountChanges = Partial<
  Pick<
    AccountRow,
    | "apiUrl"
    | "apiUrls"
    | "apiFailures"
    | "appId"
    | "userName"
    | "signInWay"
    | "selfId"
    | "canRenew"
    | "secretPlace"
    | "syncedAt"
  >
>;

export interface AccountsRepository {
  /** Oldest first. */
  all(): Promise<AccountRow[]>;
  /** Until when servers had asked for fewer calls, by account. */
  pauses(): Promise<ReadonlyMap<string, number>>;
  /** Of an account that is kept; of another one nothing is. */
  keepPause(id: string, until: number): Promise<void>;
  insert(row: AccountRow): Promise<void>;
  update(id: string, changes: AccountChanges): Promise<void>;
  /** With all its groups, members, files and transfers; overwritten on the disk, in the log too. */
  remove(id: string): Promise<void>;
}

export function createAccountsRepository(database: Database): AccountsRepository {
  return {
    async all() {
      const rows = await database.all(
        `SELECT id, kind, name, api_url AS apiUrl, app_id AS appId, user_name AS userName, self_id AS selfId, is_demo AS isDemo,
           directory, api_urls AS apiUrls, api_failures AS apiFailures, sign_in_way AS signInWay,
           allows_insecure_http AS allowsInsecureHttp, can_renew AS canRenew, secret_place AS secretPlace,
           synced_at AS syncedAt, created_at AS createdAt
         FROM accounts ORDER BY created_at, id`,
      );
      const parsed = z.array(AccountRow).safeParse(rows);
      if (!parsed.success) {
        throw new AppError("storage", "the kept accounts make no sense", { cause: parsed.error });
      }
      return parsed.data;
    },
    async pauses() {
      const rows = await database.all<{ id: string; until: number }>(
        "SELECT account_id AS id, until FROM account_pauses",
      );
      return new Map(rows.map(({ id, until }) => [id, until]));
    },
    async keepPause(id, until) {
      await database.run("INSERT OR REPLACE INTO account_pauses SELECT id, ? FROM accounts WHERE id = ?", [
        until,
        id,
      ]);
    },
    async insert(row) {
      await database.run(
        `INSERT INTO accounts (id, kind, name, api_url, app_id, user_name, self_id, is_demo, allows_insecure_http,
           can_renew, secret_place, synced_at, created_at, directory, api_urls, api_failures, sign_in_way)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          row.id,
          row.kind,
          row.name,
          row.apiUrl,
          row.appId,
          row.userName,
          row.selfId,
          Number(row.isDemo),
          Number(row.allowsInsecureHttp),
          Number(row.canRenew),
          row.secretPlace,
          row.syncedAt,
          row.createdAt,
          row.directory,
          JSON.stringify(row.apiUrls),
          row.apiFailures,
          row.signInWay,
        ],
      );
    },
    async update(id, changes) {
      const columns = {
        apiUrl: "api_url",
        apiUrls: "api_urls",
        apiFailures: "api_failures",
        appId: "app_id",
        userName: "user_name",
        signInWay: "sign_in_way",
        selfId: "self_id",
        canRenew: "can_renew",
        secretPlace: "secret_place",
        syncedAt: "synced_at",
      } as const;
      const named = Object.entries(changes).filter(([, value]) => value !== undefined);
      if (named.length === 0) return;
      const sets = named.map(([name]) => `${columns[name as keyof typeof columns]} = ?`).join(", ");
      const values = named.map(([, value]) => stored(value));
      await database.run(`UPDATE accounts SET ${sets} WHERE id = ?`, [...values, id]);
    },
    async remove(id) {
      await database.run("DELETE FROM accounts WHERE id = ?", [id]);
      await database.all("PRAGMA wal_checkpoint(TRUNCATE)");
    },
  };
}

function stored(value: string | number | boolean | null | readonly string[]): string | number | null {
  if (typeof value === "boolean") return Number(value);
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
