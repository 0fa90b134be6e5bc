import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { TransfersService } from "./transfers-service.ts";

type TransferCalls = Pick<Handlers, Extract<keyof Handlers, `transfers.${string}`>>;

export function createTransferCalls(service: TransfersService): TransferCalls {
  return {
    "transfers.list": () => service.list(),
    "transfers.upload": ({ accountId, groupId, handles }) => service.upload(accountId, groupId, handles),
    "transfers.download": ({ accountId, groupId, fileIds, choosesFolder }) =>
      service.download(accountId, groupId, fileIds, choosesFolder),
    "transfers.cancel": ({ transferId }) => service.cancel(transferId),
    "transfers.retry": ({ transferId }) => service.retry(transferId),
    "transfers.clearFinished": () => service.clearFinished(),
    "transfers.showInFolder": ({ transferId }) => service.showInFolder(transferId),
  };
}
