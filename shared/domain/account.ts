import { z } from "zod";
import { AccountId } from "./ids.ts";

export const AccountKind = z.enum(["lanying", "gewe"]);
export type AccountKind = z.infer<typeof AccountKind>;

/** Where the token of an account lives: the operating system's store, or this process only. */
export const SecretPlace = z.enum(["os", "memory"]);
export type SecretPlace = z.infer<typeof SecretPlace>;

export const Account = z.object({
  id: AccountId,
  kind: AccountKind,
  name: z.string(),
  apiUrl: z.string(),
  /** Who named the address: "vendor" for the directory of the service itself, or another directory's address; null for the person. */
  directory: z.string().nullable(),
  appId: z.string(),
  /** The name a password sign-in used, to fill in the next one; null for tokens. */
  userName: z.string().nullable(),
  /** Our own user id or wxid on the backend; null until the first sign-in succeeded. */
  selfId: z.string().nullable(),
  isDemo: z.boolean(),
  isSignedIn: z.boolean(),
  /** WeChat was not signed in on the account's device when last heard; absent for accounts without one. */
  isDeviceOffline: z.boolean().optional(),
  /** True when a password is kept, so that a lost session can be renewed without asking. */
  canRenew: z.boolean(),
  secretPlace: SecretPlace,
  /** ms since epoch of the last complete sync of the group list; null before the first. */
  syncedAt: z.number().nullable(),
  /** ms since epoch until when its server asked for fewer calls; null when it does not. */
  slowedUntil: z.number().nullable(),
});
export type Account = z.infer<typeof Account>;

const Secret = z.string().min(1).max(8192);

/** How a server knows a person: by a name, by whatever it takes for a login name, by a user id, by a mobile number. */
export const SignInWay = z.enum(["name", "login", "id", "mobile"]);
export type SignInWay = z.infer<typeof SignInWay>;

/** How a person proves who they are. Goes from the one input field to main and nowhere else. */
export const Credential = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("password"),
    user: z.string().trim().min(1).max(200),
    password: Secret,
    /** Which way the server accepted before: it goes first, and tells a wrong password from a wrong way. */
    way: SignInWay.optional(),
  }),
  z.object({
    type: z.literal("token"),
    token: Secret,
    /** Whom an administrator's token acts for. */
    userId: z
      .string()
      .trim()
      .regex(/^\d{1,19}$/)
      .optional(),
  }),
]);
export type Credential = z.infer<typeof Credential>;

const Address = z.url({ protocol: /^https?$/ }).max(500);

/** In `Account.directory`: the vendor's own. */
export const vendorDirectory = "vendor";

export const NewAccount = z.object({
  kind: AccountKind,
  name: z.string().trim().min(1).max(80),
  /**
   * Scheme, host and path prefix, e.g. `https://api.example.com` or `http://host/gewe/v2/api`. Absent: a directory is
   * asked for it by the app id, which Lanying alone has.
   */
  apiUrl: Address.optional(),
  /** The directory to ask in place of the vendor's; goes without `apiUrl`. */
  directory: Address.optional(),
  appId: z.string().trim().min(1).max(200),
  credential: Credential,
  /** The person agreed that the token travels unencrypted. Needed for http:// beyond loopback. */
  allowsInsecureHttp: z.boolean().default(false),
});
export type NewAccount = z.infer<typeof NewAccount>;
