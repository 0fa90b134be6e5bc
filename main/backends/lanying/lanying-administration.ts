import type { ReadBack } from "../../platform/read-back.ts";
import type { AdministrationBackend } from "../administration.ts";
import type { CodePairs } from "./code-pairs.ts";
import { announcementAdministration } from "./lanying-administration-announcements.ts";
import { codeAdministration } from "./lanying-administration-code.ts";
import { groupAdministration } from "./lanying-administration-groups.ts";
import { inboxAdministration } from "./lanying-administration-inbox.ts";
import { peopleAdministration } from "./lanying-administration-people.ts";
import { settingsAdministration } from "./lanying-administration-settings.ts";
import type { LanyingConnection } from "./lanying-connection.ts";
import { createWrite, type Write } from "./lanying-writes.ts";

/** What the parts of administration share. */
export interface AdministrationParts {
  readonly connection: LanyingConnection;
  readonly write: Write;
  readonly codes: CodePairs;
  readonly readBack: ReadBack;
  readonly allowsInsecureHttp: boolean;
  /** Our own id; null while it is not known. */
  readonly selfId: () => string | null;
}

/** Everything an owner or admin does on a Lanying server; a refusal by the server keeps its code and words. */
export function createLanyingAdministration(
  connection: LanyingConnection,
  options: Pick<AdministrationParts, "allowsInsecureHttp" | "selfId" | "codes" | "readBack">,
): AdministrationBackend {
  const parts = { connection, write: createWrite(connection.signedIn), ...options };
  return {
    ...peopleAdministration(parts),
    ...groupAdministration(parts),
    ...settingsAdministration(parts),
    ...announcementAdministration(parts),
    ...inboxAdministration(parts),
    ...codeAdministration(parts),
  };
}
