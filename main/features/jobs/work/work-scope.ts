import type { Emit } from "../../../../shared/ipc/contract.ts";
import type { AdministrationBackend } from "../../../backends/administration.ts";
import type { GroupBackend } from "../../../backends/backend.ts";
import type { ReadBack } from "../../../platform/read-back.ts";
import type { AccountsService } from "../../accounts/accounts-service.ts";
import type { AnnouncementsService } from "../../announcements/announcements-service.ts";
import type { FilesService } from "../../files/files-service.ts";
import type { GroupsService } from "../../groups/groups-service.ts";
import type { InboxService } from "../../inbox/inbox-service.ts";
import type { MembersService } from "../../members/members-service.ts";
import type { PeopleService } from "../../people/people-service.ts";
import { administrationIn } from "./administration-in.ts";

export interface WorkDeps {
  readonly accounts: Pick<AccountsService, "backendFor" | "get">;
  readonly groups: Pick<GroupsService, "get" | "sync" | "refresh" | "reread" | "forget">;
  readonly members: Pick<MembersService, "get" | "sync" | "window">;
  readonly people: Pick<PeopleService, "names" | "ready">;
  readonly files: Pick<FilesService, "readBack">;
  readonly announcements: Pick<AnnouncementsService, "list" | "sync">;
  readonly inbox: Pick<InboxService, "applications" | "decided" | "readBack">;
  readonly protectedIds: (accountId: string) => Promise<readonly string[]>;
  readonly emit: Emit;
  readonly chunkSize: number;
  readonly readBack: ReadBack;
  readonly now: () => number;
}

/** What one account's work stands on. The backend is asked anew each time: the account may have moved. */
export interface WorkScope extends Omit<WorkDeps, "accounts" | "protectedIds"> {
  readonly accountId: string;
  readonly selfId: () => string | null;
  readonly protectedIds: () => Promise<readonly string[]>;
  readonly backend: () => GroupBackend;
  readonly administration: () => AdministrationBackend;
}

export function scopeOf({ accounts, protectedIds, ...deps }: WorkDeps, accountId: string): WorkScope {
  const backend = () => accounts.backendFor(accountId);
  return {
    ...deps,
    accountId,
    selfId: () => accounts.get(accountId).selfId,
    protectedIds: () => protectedIds(accountId),
    backend,
    administration: () => administrationIn(backend()),
  };
}
