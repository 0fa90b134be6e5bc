import type { Migration } from "./migration.ts";

/**
 * The device through which a WeChat account acts. A new one's id is kept from the moment the gateway made it: a second
 * new device is what WeChat watches for. Groups that were joined here stay although the service lists only saved ones.
 */
export const wechatDevices: Migration = {
  version: 11,
  sql: `
    CREATE TABLE account_devices (
      account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
      is_offline INTEGER NOT NULL,
      new_device_id TEXT,
      type TEXT NOT NULL,
      region_id TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE groups ADD COLUMN joined_here INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE groups ADD COLUMN is_unlisted INTEGER NOT NULL DEFAULT 0;
  `,
};
