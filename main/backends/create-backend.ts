import type { AccountKind } from "../../shared/domain/account.ts";
import type { Network } from "../platform/network/network.ts";
import type { RateLimit } from "../platform/rate-limit.ts";
import type { GroupBackend } from "./backend.ts";
import { createGeweBackend } from "./gewe/gewe-backend.ts";
import { createLanyingBackend } from "./lanying/lanying-backend.ts";

/** What one account's backend is built from. */
export interface BackendDeps {
  readonly network: Network;
  readonly kind: AccountKind;
  /** Scheme, host and path prefix, without a trailing slash or with one. */
  readonly apiUrl: string;
  readonly appId: string;
  readonly allowsInsecureHttp: boolean;
  /** Asked before every request; null while signed out. */
  readonly token: () => string | null;
  /** Signs in again with the kept password; the new token, or null when none is kept. */
  readonly renew: () => Promise<string | null>;
  /** What its server allows, kept beyond this backend; absent: one of its own. */
  readonly rateLimit?: RateLimit;
  /** Our own id where it is known already; what a sign-in of this backend tells goes before it. */
  readonly selfId?: () => string | null;
}

/** The backend of one account, chosen by its kind. */
export function createBackend(deps: BackendDeps): GroupBackend {
  return deps.kind === "lanying" ? createLanyingBackend(deps) : createGeweBackend(deps);
}
