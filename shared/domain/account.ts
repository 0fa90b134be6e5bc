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
  appId: z.string(),
  /** The name a password sign-in used, to fill in the next one; null for tokens. */
  userName: z.string().nullable(),
  /** Our own user id or wxid on the backend; null until the first sign-in succeeded. */
  selfId: z.string().nullable(),
  isDemo: z.boolean(),
  isSignedIn: z.boolean(),
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

/** How a person proves who they are. Goes from the one input field to main and nowhere else. */
export const Credential = z.discriminatedUnion("type", [
  z.object({ type: z.literal("password"), user: z.string().trim().min(1).max(200), password: Secret }),
  z.object({ type: z.literal("token"), token: Secret }),
]);
export type Credential = z.infer<typeof Credential>;

export const NewAccount = z.object({
  kind: AccountKind,
  name: z.string().trim().min(1).max(80),
  /** Scheme, host and path prefix, e.g. `https://api.example.com` or `http://host/gewe/v2/api`. */
  apiUrl: z.url({ protocol: /^https?$/ }).max(500),
  appId: z.string().trim().min(1).max(200),
  credential: Credential,
  /** The person agreed that the token travels unencrypted. Needed for http:// beyond loopback. */
  allowsInsecureHttp: z.boolean().default(false),
});
export type NewAccount = z.infer<typeof NewAccount>;
