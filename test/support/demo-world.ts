import { onTestFinished } from "vitest";
import type { Demo, DemoOptions } from "../../main/demo/demo-interface.ts";
import { startDemo } from "../../main/demo/demo-server.ts";
import { lanyingAccount } from "./demo-accounts.ts";
import { openServices } from "./open-services.ts";
import { tempFolder } from "./temp-folder.ts";

/** A demo that stops with the test. */
export async function runningDemo(options: DemoOptions = {}): Promise<Demo> {
  const demo = await startDemo(options);
  onTestFinished(() => demo.stop());
  return demo;
}

/** The whole app without a window, closed with the test. */
export async function runningServices(dataFolder: string) {
  const services = await openServices(dataFolder);
  onTestFinished(() => services.close());
  return services;
}

/** The whole app without a window, signed in to a demo of its own, with the groups read. */
export async function servicesOnDemo(options: DemoOptions = {}) {
  const dataFolder = await tempFolder();
  const demo = await runningDemo(options);
  const services = await runningServices(dataFolder);
  const { id: accountId } = await services.accounts.add(lanyingAccount(demo));
  await services.groups.sync(accountId);
  return { dataFolder, demo, services, accountId };
}
