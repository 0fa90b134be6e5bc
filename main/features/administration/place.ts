import type { Group } from "../../../shared/domain/group.ts";
import { AppError } from "../../../shared/errors.ts";
import type { AdministrationBackend } from "../../backends/administration.ts";
import type { GroupBackend } from "../../backends/backend.ts";

export interface Picture {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** One group with all that acting on it takes. */
export interface Place {
  readonly accountId: string;
  readonly groupId: string;
  readonly group: Group;
  readonly backend: GroupBackend;
  readonly administration: AdministrationBackend;
}

/** Throws "unsupported" for a backend that lets nobody administer groups. */
export function administrationOf(backend: GroupBackend): AdministrationBackend {
  if (backend.administration === null)
    throw new AppError("unsupported", "groups of this kind of account cannot be administered");
  return backend.administration;
}
