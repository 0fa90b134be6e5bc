import type { AccountKind } from "../../shared/domain/account.ts";
import type { Network } from "../platform/network/network.ts";
import type { RateLimit } from "../platform/rate-limit.ts";
import type { ReadBack } from "../platform/read-back.ts";
import type { GroupBackend } from "./backend.ts";
import { createGeweBackend } from "./gewe/gewe-backend.ts";
import type { Found, FoundServer } from "./lanying/directory.ts";
import { createLanyingBackend } from "./lanying/lanying-backend.ts";

/** What a directory told of the server, and how it is asked again when all of that has failed. */
export interface FoundByDirectory {
  readonly known: FoundServer;
  readonly find: () => Promise<Found>;
  readonly onChanged: (now: FoundServer) => void;
}

/** What one account's backend is built from. */
export interface BackendDeps {
  readonly network: Network;
  readonly kind: AccountKind;
  /** Scheme, host and path prefix, without a trailing slash or with one. */
  readonly apiUrl: string;
  readonly appId: string;
  readonly allowsInsecureHttp: boolean;
  /** Null or absent: the address was given by hand, and stays. */
  readonly found?: FoundByDirectory | null;
  /** Asked before every request; null while signed out. */
  readonly token: () => string | null;
  /** Signs in again with the kept password; the new token, or null when none is kept. */
  readonly renew: () => Promise<string | null>;
  /** Absent: reads follow writes at once. */
  readonly readBack?: ReadBack;
  /** What its server allows, kept beyond this backend; absent: one of its own. */
  readonly rateLimit?: RateLimit;
  /** Our own id where it is known already; what a sign-in of this backend tells goes before it. */
  readonly selfId?: () => string | null;
  /** What a request just told of the account's device: whether WeChat is signed in on it. */
  readonly onDevice?: (isOnline: boolean) => void;
}

/** The backend of one account, chosen by its kind. */
export function createBackend(deps: BackendDeps): GroupBackend {
  return deps.kind === "lanying" ? createLanyingBackend(deps) : createGeweBackend(deps);
}
