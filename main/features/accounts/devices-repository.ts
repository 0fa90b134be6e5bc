import { z } from "zod";
import { DeviceType, firstSettings, RegionId } from "../../../shared/domain/device-sign-in.ts";
import type { Database } from "../../platform/database/database.ts";

const KeptDevice = z.object({
  /** WeChat was not signed in there when we last heard. */
  isOffline: z.number().transform((value) => value === 1),
  /** A new device that was made and has not been signed in on yet. */
  newDeviceId: z.string().nullable(),
  // What an earlier or later version chose and this one does not know is chosen anew.
  type: DeviceType.catch(firstSettings.type),
  regionId: RegionId.catch(firstSettings.regionId),
});

/** What is kept of the device of a WeChat account, beside its id. */
export type KeptDevice = Readonly<z.infer<typeof KeptDevice>>;

export const freshDevice: KeptDevice = { isOffline: false, newDeviceId: null, ...firstSettings };

export interface DevicesRepository {
  /** By account; those of which nothing was kept yet are not there. */
  all(): Promise<ReadonlyMap<string, KeptDevice>>;
  put(accountId: string, device: KeptDevice): Promise<void>;
}

export function createDevicesRepository(database: Database): DevicesRepository {
  return {
    async all() {
      const rows = await database.all(
        `SELECT account_id AS accountId, is_offline AS isOffline, new_device_id AS newDeviceId, type, region_id AS regionId
         FROM account_devices`,
      );
      return new Map(
        rows.flatMap((row) => {
          const device = KeptDevice.safeParse(row);
          return device.success ? [[String(row.accountId), device.data] as const] : [];
        }),
      );
    },
    async put(accountId, { isOffline, newDeviceId, type, regionId }) {
      await database.run(
        `INSERT INTO account_devices (account_id, is_offline, new_device_id, type, region_id) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (account_id) DO UPDATE SET is_offline = excluded.is_offline,
           new_device_id = excluded.new_device_id, type = excluded.type, region_id = excluded.region_id`,
        [accountId, Number(isOffline), newDeviceId, type, regionId],
      );
    },
  };
}
