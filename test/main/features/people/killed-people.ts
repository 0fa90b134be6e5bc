import { flushCompileCache } from "node:module";
import { lanyingAccount } from "../../../support/demo-accounts.ts";
import { openServices } from "../../../support/open-services.ts";

/** A process of its own that reads a group and asks who its members are, until it is killed. */
export interface NamesTask {
  readonly folder: string;
  readonly groupId: string;
  readonly demo: { apiUrl: string; appId: string; user: string; password: string };
}

const { folder, groupId, demo }: NamesTask = JSON.parse(process.env.KILLED_PEOPLE_TASK ?? "{}");
// Killed, it could not leave to the next one what it compiled.
flushCompileCache();

const services = await openServices(folder, { peoplePace: { callsPerSecond: 20, burst: 1 } });
const { id: accountId } = await services.accounts.add(lanyingAccount(demo));
await services.groups.sync(accountId);
await services.members.sync(accountId, groupId);
await services.people.complete(accountId);
