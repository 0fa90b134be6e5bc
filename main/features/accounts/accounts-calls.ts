import { geweConsole } from "../../../shared/domain/gewe-account.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { Shell } from "../../shell/shell.ts";
import type { AccountsService } from "./accounts-service.ts";
import type { DeviceSignInService } from "./device-sign-in.ts";

type AccountCalls = Pick<Handlers, Extract<keyof Handlers, `accounts.${string}`>>;

export function createAccountCalls(
  accounts: AccountsService,
  devices: DeviceSignInService,
  shell: Pick<Shell, "openInBrowser">,
): AccountCalls {
  return {
    "accounts.list": async () => [...accounts.list()],
    "accounts.add": (input) => accounts.add(input),
    "accounts.addDemo": async () => [...(await accounts.addDemo())],
    "accounts.signIn": ({ accountId, credential }) => accounts.signIn(accountId, credential),
    "accounts.device": async ({ accountId }) => devices.state(accountId),
    "accounts.startDevice": ({ accountId, ...choice }) => devices.start(accountId, choice),
    "accounts.enterDeviceNumber": async ({ accountId, number }) => devices.enterNumber(accountId, number),
    "accounts.cancelDevice": ({ accountId }) => devices.cancel(accountId),
    // The page never says what is opened: an address of its choosing could carry anything away.
    "accounts.openDeviceCheck": async ({ accountId }) => {
      const url = devices.checkUrl(accountId);
      if (url === null) throw new AppError("not_found", "there is no page to open");
      await shell.openInBrowser(url);
    },
    "accounts.openConsole": () => shell.openInBrowser(geweConsole),
    "accounts.remove": ({ accountId }) => accounts.remove(accountId),
  };
}
