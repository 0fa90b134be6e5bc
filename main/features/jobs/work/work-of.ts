import type { JobAction } from "../../../../shared/domain/job.ts";
import { announceWork } from "./announce-work.ts";
import { applicationsWork } from "./applications-work.ts";
import { filesWork } from "./files-work.ts";
import { leaveWork } from "./leave-work.ts";
import { muteAllWork } from "./mute-all-work.ts";
import { peopleWork } from "./people-work.ts";
import { settingsWork } from "./settings-work.ts";
import { unannounceWork } from "./unannounce-work.ts";
import type { Work } from "./work.ts";
import { scopeOf, type WorkDeps } from "./work-scope.ts";

export type WorkOf = (accountId: string, action: JobAction) => Work;

/** Finds the kind of work for an action. Throws "unsupported" where the account's service cannot do it. */
export function createWorkOf(deps: WorkDeps): WorkOf {
  return (accountId, action) => {
    const scope = scopeOf(deps, accountId);
    scope.administration();
    switch (action.type) {
      case "announce":
        return announceWork(scope, action);
      case "unannounce":
        return unannounceWork(scope, action);
      case "apply_settings":
        return settingsWork(scope, action.changes);
      case "restore_settings":
        return settingsWork(scope, null);
      case "mute_all":
        return muteAllWork(scope, action.minutes);
      case "unmute_all":
        return muteAllWork(scope, 0);
      case "leave":
        return leaveWork(scope);
      case "approve_applications":
        return applicationsWork(scope, true);
      case "refuse_applications":
        return applicationsWork(scope, false);
      case "delete_files":
        return filesWork(scope);
      default:
        return peopleWork(scope, action);
    }
  };
}
