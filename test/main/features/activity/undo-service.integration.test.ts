import { expect, test } from "vitest";
import { activityCalls } from "../../../../shared/ipc/activity-calls.ts";
import { servicesOnDemo } from "../../../support/demo-world.ts";
import { smallPicture } from "../administration/administration-world.ts";

/** The whole app but its window, signed in to a demo of its own, with a real journal. */
async function world() {
  const { demo, services, accountId } = await servicesOnDemo();
  const rows = async () => {
    const { rows } = await services.activity.window(activityCalls["activity.window"].input.parse({}));
    return rows;
  };
  const place = [accountId, demo.groups.owned] as const;
  return {
    ...{ demo, services, place, rows },
    settings: () => services.administration.settings(...place),
    onServer: async () => (await demo.inspect()).groups.find(({ id }) => id === demo.groups.owned),
    /** Takes back the newest act. */
    undoNewest: async (isSure = false) => services.undo.undo((await rows())[0]?.id ?? 0, isSure),
  };
}

test("each value is set back, and the undo is an act that can be undone too", async () => {
  const { services, place, onServer, settings, undoNewest, rows } = await world();
  const { administration } = services;
  const before = { ...(await onServer()), settings: await settings() };
  const cases: readonly [change: () => Promise<unknown>, look: () => Promise<unknown>][] = [
    [() => administration.rename(...place, "Night hikes"), async () => (await onServer())?.name],
    [() => administration.describe(...place, "Bring a lamp."), async () => (await settings()).description],
    [() => administration.setExtension(...place, "{}"), async () => (await settings()).extension],
    [() => administration.setCard(...place, "Lin"), async () => (await onServer())?.own.card],
    [
      () => administration.changeSettings(...place, { joinRule: "closed" }),
      async () => (await settings()).joinRule,
    ],
    [
      () =>
        administration.changeSettings(...place, {
          allowsMemberInvites: !before.settings.allowsMemberInvites,
        }),
      async () => (await settings()).allowsMemberInvites,
    ],
    [() => administration.muteAll(...place, -1), async () => (await settings()).mutedUntil],
  ];
  for (const [change, look] of cases) {
    const old = await look();
    await change();
    const changed = await look();
    expect(changed).not.toEqual(old);
    const [act] = await rows();
    expect(act).toMatchObject({ undoes: null });
    expect(await undoNewest()).toEqual({ state: "done" });
    expect(await look()).toEqual(old);
    const [undo] = await rows();
    expect(undo).toMatchObject({ undoes: act?.id });
    expect((await rows())[1]).toMatchObject({ id: act?.id, takenBack: { id: undo?.id, at: undo?.at } });
    expect(await undoNewest()).toEqual({ state: "done" });
    expect(await look()).toEqual(changed);
    expect((await rows()).slice(0, 3)).toMatchObject([
      { undoes: undo?.id, takenBack: null },
      { takenBack: { id: (await rows())[0]?.id } },
      { takenBack: null },
    ]);
  }
  expect((await rows()).every(({ outcome, change }) => outcome === "done" && change !== null)).toBe(true);
});

test("what was changed again since is told first, and set back only when the person is sure", async () => {
  const { services, place, onServer, rows } = await world();
  const { administration, undo } = services;
  const old = (await onServer())?.name;
  await administration.rename(...place, "First");
  const id = (await rows())[0]?.id ?? 0;
  await administration.rename(...place, "Second");
  expect(await undo.look(id)).toEqual({ state: "changed", now: "Second" });
  expect(await undo.undo(id, false)).toEqual({ state: "changed", now: "Second" });
  expect((await onServer())?.name).toBe("Second");
  expect(await undo.undo(id, true)).toEqual({ state: "done" });
  expect((await onServer())?.name).toBe(old);
  expect((await rows())[0]?.change).toEqual({ field: "name", before: "Second", after: old });
  const count = (await rows()).length;
  expect(await undo.undo(id, true)).toEqual({ state: "already_so" });
  expect(await rows()).toHaveLength(count);
});

test("an earlier picture is set again as long as the server has it", async () => {
  const { services, place, onServer, undoNewest, rows } = await world();
  const other = Buffer.concat([smallPicture.bytes, Buffer.from([0])]);
  await services.administration.setAvatar(...place, smallPicture);
  const first = (await onServer())?.avatar;
  await services.administration.setAvatar(...place, { ...smallPicture, bytes: other });
  expect(await undoNewest()).toEqual({ state: "done" });
  const address = (await onServer())?.avatar ?? "";
  expect(address).not.toBe(first);
  const picture = await services.accounts.backendFor(place[0]).avatar(address);
  expect(Buffer.from(picture?.bytes ?? []).equals(smallPicture.bytes)).toBe(true);
  expect((await rows())[0]).toMatchObject({ kind: "change_avatar", outcome: "done" });
});

test("a mute of everybody that still had time to run is set again with its end", async () => {
  const { services, place, settings, undoNewest } = await world();
  await services.administration.muteAll(...place, 60);
  const { mutedUntil } = await settings();
  await services.administration.muteAll(...place, 0);
  expect(await undoNewest()).toEqual({ state: "done" });
  expect(Math.abs(((await settings()).mutedUntil ?? 0) - (mutedUntil ?? 0))).toBeLessThan(120_000);
});

test("a file gets its name back, an announcement goes", async () => {
  const { services, place, undoNewest, rows } = await world();
  const { files, announcements, undo } = services;
  await files.sync(...place);
  const [file] = await services.everyFile(...place);
  await files.rename(...place, file?.id ?? "", "Another.txt");
  expect(await undoNewest()).toEqual({ state: "done" });
  expect((await services.everyFile(...place)).find(({ id }) => id === file?.id)?.name).toBe(file?.name);
  await files.remove(...place, [file?.id ?? ""]);
  const renamed = (await rows()).find(({ kind }) => kind === "rename_file");
  await expect(undo.undo(renamed?.id ?? 0, false)).rejects.toMatchObject({ code: "not_found" });
  const { id } = await announcements.add(...place, { title: "Sunday", content: "Seven o'clock" });
  expect(await undoNewest()).toEqual({ state: "done" });
  const left = await services.accounts.backendFor(place[0]).administration?.announcements(place[1]);
  expect(left?.some((one) => one.id === id)).toBe(false);
  await expect(undoNewest()).rejects.toMatchObject({ code: "invalid" });
});

test("what the server refuses to set back is told and stays", async () => {
  const { demo, services, place, settings, undoNewest, rows } = await world();
  await services.administration.changeSettings(...place, { joinRule: "closed" });
  await demo.control({ fault: { path: "require_admin_approval", failTimes: 1, code: 20012 } });
  await expect(undoNewest()).rejects.toMatchObject({ server: { code: "20012" } });
  expect((await settings()).joinRule).toBe("closed");
  expect((await rows())[0]).toMatchObject({ kind: "change_setting", outcome: "refused", change: null });
});

test("a group that we have left is not asked back into the cache by looking at what was done there", async () => {
  const { services, place, rows } = await world();
  const [accountId, groupId] = place;
  await services.administration.rename(...place, "Night hikes");
  const [act] = await rows();
  await services.groups.forget(accountId, groupId);
  const undoing = services.undo.undo(act?.id ?? 0, false);
  await expect(undoing).rejects.toMatchObject({ code: "not_found" });
  await expect(services.groups.get(accountId, groupId)).rejects.toMatchObject({ code: "not_found" });
  expect((await rows())[0]?.id).toBe(act?.id);
});
