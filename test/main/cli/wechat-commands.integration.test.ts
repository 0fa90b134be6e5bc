import { existsSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCodesFromImage } from "../../../main/features/join/read-image-file.ts";
import { type CliWorld, createCliWorld } from "./cli-world.ts";

let world: CliWorld;
const wechat = () => ({ secret: world.demo.geweToken });

/** What `account sign-in` says of a step, and the document that ends it. */
interface Line {
  readonly ok: boolean;
  readonly status?: {
    readonly step: string;
    readonly code?: { readonly text: string; readonly png: string };
  };
  readonly value?: unknown;
  readonly code?: string;
  readonly message?: string;
}

/** Runs `account sign-in` and does what `atStep` wants when a step is told. */
async function signIn(
  words: readonly string[],
  atStep: (line: Line) => Promise<void> | void = () => undefined,
) {
  const lines: Line[] = [];
  const acts: Promise<void>[] = [];
  let rest = "";
  const run = await world.run(["--data", world.data, "account", "sign-in", "--name", "wechat", ...words], {
    ...wechat(),
    onSpawn: (child) =>
      child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        const parts = (rest + text).split("\n");
        rest = parts.pop() ?? "";
        for (const part of parts) {
          const line = JSON.parse(part) as Line;
          lines.push(line);
          acts.push(Promise.resolve(atStep(line)));
        }
      }),
  });
  await Promise.all(acts);
  return {
    ...run,
    lines,
    steps: lines.map(({ status }) => status?.step).filter(Boolean),
    last: lines.at(-1),
  };
}

beforeAll(async () => {
  world = await createCliWorld();
  const { host } = new URL(world.demo.geweUrl);
  const device = ["--api", host, "--device-id", ` ${world.demo.geweAppId} `];
  await world.value(["account", "add", "gewe", "--name", "wechat", ...device], {
    secret: `X-GEWE-TOKEN: {{${world.demo.geweToken}}}`,
  });
});
afterAll(() => world?.stop());

test("a host and a pasted token are enough to add an account; what is no token is said to be none", async () => {
  expect(await world.value(["account", "list"])).toMatchObject([
    { name: "wechat", apiUrl: world.demo.geweUrl, appId: world.demo.geweAppId, isDeviceOffline: false },
  ]);
  const add = ["account", "add", "gewe", "--name", "other", "--api", world.demo.geweUrl];
  expect(
    await world.document([...add, "--device-id", "wx_other"], { secret: "no token at all" }),
  ).toMatchObject({
    code: "invalid",
    message: expect.stringContaining("no token"),
  });
  expect(await world.document(add, wechat())).toMatchObject({
    code: "invalid",
    message: "--device-id is missing",
  });
});

test("a dropped device is told as that, and a connection that only broke is taken up without a code", async () => {
  await world.demo.control({ gewe: { drops: "noticed", canReconnect: true } });
  const refused = await world.document(["sync", "--account", "wechat"], wechat());
  expect(refused).toMatchObject({
    code: "device_offline",
    message: expect.stringContaining("not signed in"),
  });
  expect(await world.value(["account", "list"])).toMatchObject([{ isDeviceOffline: true }]);
  const { code, stderr, steps, last } = await signIn(["--type", "mac", "--region", "广东"]);
  expect({ code, stderr, steps }).toEqual({ code: 0, stderr: "", steps: ["preparing"] });
  expect(last).toMatchObject({ ok: true, value: { step: "done", isDeviceOffline: false } });
  expect(await world.value(["account", "list"])).toMatchObject([{ isDeviceOffline: false }]);
});

test("a code is told as text, as a picture and drawn, and followed until the phone confirmed", async () => {
  await world.demo.control({ gewe: { drops: "unnoticed", canReconnect: false } });
  let png = "";
  let read: string | undefined;
  const { code, stderr, steps, last, stdout } = await signIn([], async ({ status }) => {
    if (status?.step !== "waiting" || status.code === undefined) return;
    png = status.code.png;
    [read] = (await readCodesFromImage(png)).map(({ text }) => text);
    expect(read).toBe(status.code.text);
    await world.demo.control({ gewe: { phone: "confirm" } });
  });
  expect({ code, steps }).toEqual({ code: 0, steps: ["preparing", "waiting"] });
  expect(last).toMatchObject({ value: { step: "done", selfId: world.demo.geweWxid } });
  expect(stderr.split("\n").length).toBeGreaterThan(15);
  expect(stderr).toMatch(/^█+$/m);
  expect(existsSync(png)).toBe(false);
  expect(stdout + stderr).not.toContain(world.demo.geweToken);
});

test("a code that nobody may use any more ends as a failure, and another device needs --yes", async () => {
  await world.demo.control({ gewe: { drops: "noticed" } });
  const file = world.file("code.png", "");
  const { code, last } = await signIn(["--png", file], async ({ status }) => {
    if (status?.step === "waiting") await world.demo.control({ gewe: { phone: "expire" } });
  });
  expect(code).toBe(1);
  expect(last).toMatchObject({ ok: false, code: "timeout", message: expect.stringContaining("new one") });
  expect(existsSync(file)).toBe(true);
  const asked = await signIn(["--new-device"]);
  expect(asked.last).toMatchObject({ ok: false, code: "invalid", message: expect.stringContaining("--yes") });
  for (const wrong of [
    ["--type", "phone"],
    ["--region", "Atlantis"],
  ]) {
    expect((await signIn(wrong)).last).toMatchObject({ ok: false, code: "invalid" });
  }
  expect((await world.demo.inspect()).geweDevices).toHaveLength(1);
  await world.demo.control({ gewe: { isOnline: true } });
});

test("a joined group is listed as one that is not saved, until it is", async () => {
  const { wechatGroup } = world.demo.codes;
  const pasted = `扫码进群：${wechatGroup.replace("https://", "")}，快来`;
  const joined = await world.value(["join", "--account", "wechat", "--yes", pasted], wechat());
  expect(joined).toMatchObject([{ outcome: "joined" }]);
  const groups = ["groups", "list", "--account", "wechat"];
  const id = "47733221100@chatroom";
  expect(await world.value(groups)).toContainEqual(expect.objectContaining({ id, isUnlisted: true }));
  await world.value(["groups", "save", "--account", "wechat", "--group", id], wechat());
  expect(await world.value(groups)).toContainEqual(expect.not.objectContaining({ isUnlisted: true }));
  expect((await world.demo.inspect()).geweRooms).toContainEqual(
    expect.objectContaining({ id, isSaved: true }),
  );
});

test("a gateway that times out over the contacts and lists nobody is synced all the same", async () => {
  await world.demo.control({
    gewe: { contactsTimeouts: 1, infoListsNobody: true, memberListFails: true, forgetsContacts: true },
  });
  const synced = await world.value(["sync", "--members", "--account", "wechat"], wechat());
  expect(synced).toEqual({ groups: 4, members: expect.any(Number), groupsWithoutList: 4 });
});
