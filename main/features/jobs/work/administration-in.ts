import { AppError } from "../../../../shared/errors.ts";
import type { AdministrationBackend } from "../../../backends/administration.ts";
import type { GroupBackend } from "../../../backends/backend.ts";

/** Throws `unsupported` where the backend lets nobody administer groups. */
export function administrationIn({ administration }: GroupBackend): AdministrationBackend {
  if (administration === null) throw new AppError("unsupported", "this account's service cannot do that");
  return administration;
}
