import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { geweEndpoints } from "../../main/backends/gewe/endpoints.ts";
import { lanyingEndpoints } from "../../main/backends/lanying/endpoints.ts";
import { type CliWorld, createCliWorld } from "../main/cli/cli-world.ts";
import { tempFolderForAll } from "../support/temp-folder.ts";
import { geweOperations } from "./gewe-operations.ts";
import { lanyingOperations } from "./lanying-operations.ts";
import { chen, fieldOf, type Operation, stageOf } from "./operation-stage.ts";
import { groupIn, type OperationWorld, operationWorld } from "./operation-world.ts";

describe("every operation, on the command line against the demo", () => {
  let world: OperationWorld;
  const folder = tempFolderForAll();
  beforeAll(async () => {
    world = await operationWorld(folder());
  });
  afterAll(() => world?.close());

  async function drive(account: "lanying" | "wechat", path: string, { input: prepare, check }: Operation) {
    const input = await prepare(stageOf(world));
    const before = await world.demo.inspect();
    const answer = await world.call(account, path, input);
    const after = await world.demo.inspect();
    check({ input, answer, before, after, group: () => groupIn(after, input.group_id) });
  }

  test("none is left out: 53 of Lanying, 8 of WeChat that change something", () => {
    expect(Object.keys(lanyingOperations).toSorted()).toEqual(Object.keys(lanyingEndpoints).toSorted());
    expect(Object.keys(lanyingOperations)).toHaveLength(53);
    const writes = Object.values(geweEndpoints).filter(({ effect }) => effect === "write");
    expect(Object.keys(geweOperations).toSorted()).toEqual(writes.map(({ path }) => path).toSorted());
    expect(writes).toHaveLength(8);
  });

  test.each(Object.entries(lanyingOperations))("%s", (path, operation) => drive("lanying", path, operation));

  test.each(Object.entries(geweOperations))("WeChat %s", (path, operation) =>
    drive("wechat", path, operation),
  );
});

describe("as a process of its own", () => {
  let cli: CliWorld;
  const call = (path: string, input: object) =>
    cli.document(["call", path, "--account", "demo", "--input", JSON.stringify(input)]);

  beforeAll(async () => {
    cli = await createCliWorld();
    const { apiUrl, appId, user, geweUrl, geweAppId, geweToken } = cli.demo;
    await cli.value([
      "account",
      "add",
      "lanying",
      "--name",
      "demo",
      "--api",
      apiUrl,
      "--app-id",
      appId,
      "--user",
      user,
    ]);
    await cli.value(["account", "add", "gewe", "--name", "wechat", "--api", geweUrl, "--app-id", geweAppId], {
      secret: geweToken,
    });
  });
  afterAll(() => cli?.stop());

  test("a partial failure is told per person, a refusal with the server's code, and the demo agrees", async () => {
    const { demo } = cli;
    const made = await call("/group/create", { name: "fresh", user_list: [chen] });
    const group_id = fieldOf(made.value, "group_id");
    const kicked = await call("/group/kick", { group_id, user_list: [chen, "2302128619264"] });
    expect(kicked).toMatchObject({ ok: true, value: [{ result: "success" }, { result: "fail" }] });
    expect(await call("/group/leave", { group_id })).toMatchObject({ ok: false, server: { code: "20004" } });
    expect(await call("/group/transfer", { group_id: demo.groups.member, new_owner: chen })).toMatchObject({
      ok: false,
      code: "refused",
      server: { code: "20013" },
    });
    expect(groupIn(await demo.inspect(), group_id)).toMatchObject({
      memberIds: [demo.userId],
      isDemoUserIn: true,
    });
  });

  test("ids beyond 2^53 reach the server digit by digit", async () => {
    const group_id = cli.demo.groups.beyondSafeInteger;
    expect(await call("/group/msg/push_mode", { group_id, msg_push_mode: 3 })).toMatchObject({ ok: true });
    expect(groupIn(await cli.demo.inspect(), group_id).own.pushMode).toBe(3);
  });

  test("a WeChat group is joined by its code", async () => {
    const { demo } = cli;
    const input = JSON.stringify({ qrUrl: demo.codes.wechatGroup });
    await cli.value(["call", "/group/joinRoomUsingQRCode", "--account", "wechat", "--input", input], {
      secret: demo.geweToken,
    });
    expect((await demo.inspect()).geweRooms).toContainEqual(
      expect.objectContaining({ id: "47733221100@chatroom", isJoined: true }),
    );
  });
});
