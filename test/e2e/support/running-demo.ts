import type { DemoControl, DemoFacts, DemoFault } from "../../../main/demo/demo-interface.ts";
import type { DemoSnapshot } from "../../../main/demo/demo-snapshot.ts";
import { type App, expect } from "../../support/app.ts";
import { groupRow, groupsArrived } from "./app-pages.ts";

/** The demo inside the running app, steered through the app's test hooks. */
export interface RunningDemo {
  readonly facts: DemoFacts;
  control(command: DemoControl): Promise<void>;
  fail(fault: DemoFault): Promise<void>;
  clearFaults(): Promise<void>;
  inspect(): Promise<DemoSnapshot>;
}

/** Signs in to the demo from the first screen and waits for its groups. */
export async function openDemo(app: App): Promise<RunningDemo> {
  await app.page.getByRole("button", { name: /^Try the demo/ }).click();
  await groupsArrived(app.page);
  await expect(groupRow(app.page, "Open Source Friends")).toBeVisible();
  return demoIn(app);
}

/** The demo of an app that has one already, e.g. after a restart. */
export async function demoIn(app: App): Promise<RunningDemo> {
  const control = async (command: DemoControl) => {
    await app.main("demoControl", command);
  };
  return {
    facts: (await app.main("demoFacts")) as DemoFacts,
    control,
    fail: (fault) => control({ fault }),
    clearFaults: () => control({ clearFaults: true }),
    inspect: async () => (await app.main("demoInspect")) as DemoSnapshot,
  };
}

/** How often the demo saw such a request. */
export function requestsIn(
  { requests }: DemoSnapshot,
  wanted: { readonly origin: "api" | "storage"; readonly method?: string; readonly path?: string },
): number {
  return requests.filter(
    ({ origin, method, path }) =>
      origin === wanted.origin &&
      (wanted.method === undefined || method === wanted.method) &&
      (wanted.path === undefined || path === wanted.path),
  ).length;
}

/** The names of the files the demo holds for a group. */
export function filesIn(snapshot: DemoSnapshot, groupId: string): readonly string[] {
  const group = snapshot.groups.find(({ id }) => id === groupId);
  if (group === undefined) throw new Error(`the demo has no group ${groupId}`);
  return group.files.map(({ name }) => name);
}
