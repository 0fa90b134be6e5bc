import { AppError } from "../../shared/errors.ts";
import { createServices, type Services } from "../services.ts";
import { openKeyringSecrets } from "../shell/secrets/keyring-secrets.ts";
import { createMemorySecrets } from "../shell/secrets/memory-secrets.ts";

/** Where no keyring keeps it, the secret comes with every command and is used to sign in again, kept nowhere. */
function signedIn({ accounts, accountNamed }: Services, secret: string | null): Services["accountNamed"] {
  return async (name) => {
    const account = await accountNamed(name);
    if (account.isSignedIn || account.isDemo || secret === null) return account;
    const { userName } = account;
    return accounts.signIn(
      account.id,
      userName === null
        ? { type: "token", token: secret }
        : { type: "password", user: userName, password: secret },
    );
  };
}

/** The app's services without a window: nobody to ask, nothing to show. */
export async function createCliServices(options: {
  dataFolder: string;
  secret: string | null;
}): Promise<{ services: Services; close: () => Promise<void> }> {
  const secrets = (await openKeyringSecrets({ service: "Qunzhu" })) ?? createMemorySecrets();
  const services = await createServices({
    dataFolder: options.dataFolder,
    secrets,
    emit: () => undefined,
    resolveHandle: () => {
      throw new AppError("unsupported", "the command line takes paths");
    },
    downloadsFolder: process.cwd(),
    pickFolder: async () => null,
    showInFolder: async () => undefined,
  });
  return {
    services: { ...services, accountNamed: signedIn(services, options.secret) },
    close: services.close,
  };
}
