import { X509Certificate } from "node:crypto";
import * as tls from "node:tls";

let kept: { readonly defaults: readonly string[]; readonly context: tls.SecureContext } | null = null;

/**
 * Whom a secure connection believes: the authorities built into Node, those of the operating system (where a company
 * puts its own) and those of NODE_EXTRA_CA_CERTS. Read at the first secure connection: it takes a moment.
 */
export function trustedAuthorities(): tls.SecureContext {
  // Node before 22.15 knows its own authorities only.
  const defaults = tls.getCACertificates?.("default") ?? tls.rootCertificates;
  if (kept?.defaults !== defaults) {
    const all = new Set([...defaults, ...(tls.getCACertificates?.("system") ?? [])]);
    kept = { defaults, context: contextOf([...all]) };
  }
  return kept.context;
}

function contextOf(authorities: string[]): tls.SecureContext {
  try {
    return tls.createSecureContext({ ca: authorities });
  } catch {
    // One that cannot be read, put into the system's store by whatever program, must not cost all the others.
    return tls.createSecureContext({ ca: authorities.filter(isReadable) });
  }
}

function isReadable(authority: string): boolean {
  try {
    return new X509Certificate(authority).raw.length > 0;
  } catch {
    return false;
  }
}
