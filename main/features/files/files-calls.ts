import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { PeopleService } from "../people/people-service.ts";
import type { FilesService } from "./files-service.ts";

type FileCalls = Pick<Handlers, "files.window" | "files.ids" | "files.sync" | "files.rename">;

/** Whose files the page shows is looked at: their names are asked for first. */
export function createFileCalls(service: FilesService, people: Pick<PeopleService, "look">): FileCalls {
  return {
    "files.window": async (query) => {
      const window = await service.window(query);
      const uploaders = window.rows.flatMap(({ uploaderId }) => (uploaderId === null ? [] : [uploaderId]));
      people.look(query.accountId, uploaders);
      return window;
    },
    "files.ids": (query) => service.ids(query),
    "files.sync": ({ accountId, groupId }) => service.sync(accountId, groupId),
    "files.rename": ({ accountId, groupId, fileId, name }) =>
      service.rename(accountId, groupId, fileId, name),
  };
}
