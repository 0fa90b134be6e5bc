import type { GroupBackend } from "../../main/backends/backend.ts";
import { createBackend } from "../../main/backends/create-backend.ts";
import type { NewAccount } from "../../shared/domain/account.ts";
import { testNetwork } from "./test-network.ts";

/** The real backend of an account, signed in; nothing is kept of it. */
export async function signedInBackend({
  kind,
  apiUrl,
  appId,
  credential,
}: NewAccount & { readonly apiUrl: string }): Promise<{
  readonly backend: GroupBackend;
  readonly selfId: string;
}> {
  let token: string | null = null;
  const backend = createBackend({
    network: testNetwork,
    ...{ kind, apiUrl, appId, allowsInsecureHttp: false },
    token: () => token,
    renew: async () => null,
  });
  const session = await backend.signIn(credential);
  token = session.token;
  return { backend, selfId: session.selfId };
}
