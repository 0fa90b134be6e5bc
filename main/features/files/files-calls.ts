import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { FilesService } from "./files-service.ts";

type FileCalls = Pick<Handlers, "files.window" | "files.ids" | "files.sync" | "files.rename">;

export function createFileCalls(service: FilesService): FileCalls {
  return {
    "files.window": (query) => service.window(query),
    "files.ids": (query) => service.ids(query),
    "files.sync": ({ accountId, groupId }) => service.sync(accountId, groupId),
    "files.rename": ({ accountId, groupId, fileId, name }) =>
      service.rename(accountId, groupId, fileId, name),
  };
}
