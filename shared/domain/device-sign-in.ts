import { z } from "zod";
import { AccountId } from "./ids.ts";
import { KeptError } from "./kept-error.ts";
import { regionIds } from "./regions.ts";

/** What the gateway's device pretends to be. */
export const DeviceType = z.enum(["ipad", "mac"]);
export type DeviceType = z.infer<typeof DeviceType>;

/** The province that WeChat sees the device in. */
export const RegionId = z.enum(regionIds);
export type RegionId = z.infer<typeof RegionId>;

/** How the person signs in; remembered for the next time. */
export const DeviceSettings = z.object({ type: DeviceType, regionId: RegionId });
export type DeviceSettings = z.infer<typeof DeviceSettings>;

/** What the vendor recommends, and the province of its own examples. */
export const firstSettings: DeviceSettings = { type: "ipad", regionId: "320000" };

/** A sign-in to WeChat by a code that the phone scans, as it stands. */
export const DeviceSignIn = z.object({
  step: z.enum([
    /** Trying without a code, then asking for one. */
    "preparing",
    "waiting",
    /** The phone has the code and has not confirmed. */
    "scanned",
    /** WeChat wants a check on the phone first. */
    "check",
    "done",
    "cancelled",
    "expired",
    /** The phone confirmed and nobody was signed in: as a rule the code was scanned by another than the device's person. */
    "nobody",
    /** Somebody else scanned it; they were signed out of the device again. */
    "other_person",
    "failed",
  ]),
  isNewDevice: z.boolean(),
  deviceId: z.string(),
  /** What to show: the code's text, or only its picture (a data URL). */
  code: z
    .object({ text: z.string().nullable(), picture: z.string().nullable(), endsAt: z.number() })
    .nullable(),
  /** Who scanned it, as WeChat calls them. */
  person: z.string().nullable(),
  /** The page of the check. */
  checkUrl: z.string().nullable(),
  /** What the server last said, verbatim. */
  words: z.string().nullable(),
  error: KeptError.nullable(),
});
export type DeviceSignIn = z.infer<typeof DeviceSignIn>;

export const DeviceState = z.object({
  accountId: AccountId,
  settings: DeviceSettings,
  /** A new device that was made and has not been signed in on yet. */
  newDeviceId: z.string().nullable(),
  /** Null before the first sign-in of this run, and after it was left. */
  signIn: DeviceSignIn.nullable(),
});
export type DeviceState = z.infer<typeof DeviceState>;
