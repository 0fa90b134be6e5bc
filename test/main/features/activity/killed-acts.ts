import { flushCompileCache } from "node:module";
import { lanyingAccount } from "../../../support/demo-accounts.ts";
import { openServices } from "../../../support/open-services.ts";

/** What a process of its own does, one act after the other, until it is killed. */
export interface KilledActs {
  readonly folder: string;
  readonly demo: { apiUrl: string; appId: string; user: string; password: string };
  readonly groupId: string;
  /** Makes what is set different from what another process set. */
  readonly turn: number;
}

const { folder, demo, groupId, turn }: KilledActs = JSON.parse(process.env.KILLED_ACTS ?? "{}");
const services = await openServices(folder);
const { accounts, administration, announcements, groups } = services;
const account = lanyingAccount(demo, "Work");
const known = accounts.list()[0];
const { id: accountId } = known
  ? await accounts.signIn(known.id, account.credential)
  : await accounts.add(account);
await groups.sync(accountId);
// Killed, it could not leave to the next one what it compiled.
flushCompileCache();

process.stdout.write("ready\n");
const words = `turn ${turn}`;
await administration.rename(accountId, groupId, words);
await administration.describe(accountId, groupId, words);
await announcements.add(accountId, groupId, { title: words, content: words });
await administration.setCard(accountId, groupId, words);
await administration.changeSettings(accountId, groupId, { showsHistory: turn % 2 === 0 });
await services.close();
