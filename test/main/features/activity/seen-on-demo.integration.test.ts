import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { castId } from "../../../../main/demo/seed/cast.ts";
import { activityCalls } from "../../../../shared/ipc/activity-calls.ts";
import type { CallInput } from "../../../../shared/ipc/contract.ts";
import { runningServices, servicesOnDemo } from "../../../support/demo-world.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { demoClient } from "../../demo/demo-client.ts";

/** Signed in to the demo, with the hikers' group synced once. */
async function appOnDemo() {
  const { dataFolder, demo, services, accountId } = await servicesOnDemo();
  const place = [accountId, demo.groups.owned] as const;
  const syncBoth = async () => {
    await services.members.sync(...place);
    await services.files.sync(...place);
  };
  await syncBoth();
  const shown = async (input: CallInput<"activity.window"> = {}) => {
    const { rows } = await services.activity.window(activityCalls["activity.window"].input.parse(input));
    return rows.map(({ kind, targetName, outcome }) => `${kind} ${targetName} ${outcome}`).reverse();
  };
  return { demo, services, place, syncBoth, shown, dataFolder };
}

test("what other people do on the server is seen at the next sync, with its group", async () => {
  const { demo, services, syncBoth, shown } = await appOnDemo();
  expect(await shown()).toEqual([]);
  const group_id = demo.groups.owned;
  const [wangwei, chenjing, self] = [
    await demoClient(demo, "wangwei"),
    await demoClient(demo, "chenjing"),
    await demoClient(demo),
  ];
  expect(await wangwei.call("/group/leave", { group_id })).toMatchObject({ code: 200 });
  const sunli = { group_id, user_list: [castId("sunli")] };
  expect(await chenjing.call("/group/unban", sunli)).toMatchObject({ code: 200 });
  // Ourselves, from another device: the app did not do it, so it is news to the app.
  const emma = { group_id, user_list: [castId("emma")], duration: -1 };
  expect(await self.call("/group/ban", emma)).toMatchObject({ code: 200 });
  await syncBoth();
  expect((await shown()).sort()).toEqual([
    "seen_left 王伟 done",
    "seen_muted Emma Fischer done",
    "seen_unmuted 孙丽 done",
  ]);
  const { rows } = await services.activity.window(activityCalls["activity.window"].input.parse({}));
  expect(new Set(rows.map(({ groupName }) => groupName))).toEqual(new Set(["周末登山队"]));
});

test("files that go up, come down and go away through the app are its own acts, never seen as others'", async () => {
  const { services, place, syncBoth, shown, dataFolder } = await appOnDemo();
  const path = join(dataFolder, "计划.txt");
  await writeFile(path, "Saturday, seven o'clock");
  const { fileId } = await services.transfers.uploadAndWait(...place, path);
  await services.transfers.downloadAndWait(...place, fileId, join(dataFolder, "out"));
  await services.files.rename(...place, fileId, "计划 2.txt");
  await services.files.remove(...place, [fileId]);
  await syncBoth();
  expect(await shown()).toEqual([
    "upload_file 计划.txt done",
    "download_file 计划.txt done",
    "rename_file 计划 2.txt done",
    "delete_file 计划 2.txt done",
  ]);
});

test("a group joined through the app stands in the journal, and its first member list tells nothing", async () => {
  const { demo, services, place, shown } = await appOnDemo();
  const [accountId] = place;
  await services.join.join({ accountId, text: demo.codes.openGroup });
  await services.members.sync(accountId, demo.groups.joinOpen);
  expect(await shown()).toEqual(["join_group null done"]);
  expect(await shown({ groupId: demo.groups.joinOpen })).toHaveLength(1);
});

test("a damaged journal is set aside and told, and the app starts all the same", async () => {
  const dataFolder = await tempFolder();
  await writeFile(join(dataFolder, "journal.sqlite"), "this is no database\n".repeat(500));
  const services = await runningServices(dataFolder);
  expect(await services.notices.list()).toMatchObject([
    { kind: "journal_damaged", detail: expect.stringContaining("journal.sqlite.damaged-") },
  ]);
  const filter = activityCalls["activity.window"].input.parse({});
  expect((await services.activity.window(filter)).total).toBe(0);
});
