import { afterAll, beforeAll, expect, test } from "vitest";
import { geweEndpoints } from "../../main/backends/gewe/endpoints.ts";
import { lanyingEndpoints } from "../../main/backends/lanying/endpoints.ts";
import { tempFolderForAll } from "../support/temp-folder.ts";
import { groupIn, type OperationWorld, operationWorld } from "./operation-world.ts";
import { ownContentCommands } from "./own-content-commands.ts";
import { ownGroupCommands } from "./own-group-commands.ts";
import { ownPeopleCommands } from "./own-people-commands.ts";
import { ownSettingsCommands } from "./own-settings-commands.ts";
import { ownStageOf } from "./own-stage.ts";
import { ownWeChatCommands } from "./own-wechat-commands.ts";

/** By what a person would type. */
const ownCommands = {
  ...ownGroupCommands,
  ...ownPeopleCommands,
  ...ownSettingsCommands,
  ...ownContentCommands,
  ...ownWeChatCommands,
};

let world: OperationWorld;
const folder = tempFolderForAll();
beforeAll(async () => {
  world = await operationWorld(folder());
});
afterAll(() => world?.close());

test("all but two of the operations have a command of their own", () => {
  const reached = new Set<string>(Object.values(ownCommands).flatMap(({ reaches }) => reaches));
  const writes = Object.values(geweEndpoints).filter(({ effect }) => effect === "write");
  const operations = [...Object.keys(lanyingEndpoints), ...writes.map(({ path }) => path)];
  expect(operations).toHaveLength(61);
  // What these tell, lists tell already; `call` reaches them.
  const byPathOnly = ["/group/members/display_name", "/group/file"];
  expect(operations.filter((path) => !reached.has(path)).toSorted()).toEqual(byPathOnly.toSorted());
});

test.each(Object.entries(ownCommands))("%s", async (_name, { reaches, run, check }) => {
  const before = (await world.demo.inspect()).requests.length;
  const { value, groupId } = await run(ownStageOf(world));
  const demo = await world.demo.inspect();
  const asked = demo.requests.slice(before).map(({ path }) => path.replace("/gewe/v2/api", ""));
  for (const path of reaches) expect(asked).toContain(path);
  check({ value, demo, group: () => groupIn(demo, groupId) });
});
