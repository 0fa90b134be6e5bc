import { describe, expect, test } from "vitest";
import { createReadBack } from "../../../../main/platform/read-back.ts";
import { loopbackServer } from "../loopback-server.ts";
import { administrationOf, lanyingWorld } from "./lanying-world.ts";

describe("a new group", () => {
  test("is ours, also where the answer leaves out whose it is", async () => {
    const { backend, server } = await lanyingWorld({ "/group/create": () => ({ group_id: 5 }) });
    const made = await administrationOf(backend).create({
      name: "Chess",
      description: "",
      type: "private",
      userIds: ["9007199254740993", "2"],
    });
    expect(made).toMatchObject({ id: "5", name: "Chess", role: "owner", ownerId: "7" });
    expect(server.seen[0]?.text).toBe('{"name":"Chess","type":0,"user_list":[9007199254740993,2]}');
  });
});

describe("one answer about one thing", () => {
  test("may say no within a success", async () => {
    const { backend } = await lanyingWorld({
      "/group/transfer": () => ({ user_id: 2, result: "fail", reason: "not a member" }),
      "/group/info/name": () => false,
    });
    await expect(administrationOf(backend).transfer("5", "2")).rejects.toMatchObject({
      code: "refused",
      server: { message: "not a member" },
    });
    await expect(administrationOf(backend).rename("5", "new")).rejects.toMatchObject({ code: "refused" });
  });

  test("may be missing altogether", async () => {
    const { backend, server } = await lanyingWorld({
      "/group/transfer": () => ({ code: 200 }),
      "/group/destroy": () => true,
      "/group/leave": () => ({ code: 200 }),
      "/group/info/description": () => true,
      "/group/info/ext": () => true,
      "/group/display_name": () => true,
    });
    const administration = administrationOf(backend);
    await administration.transfer("5", "2");
    await administration.destroy("5");
    await administration.leave("5");
    await administration.describe("5", "");
    await administration.setExtension("5", "{}");
    await administration.setCard("5", "me");
    const writes = server.seen.filter(({ method }) => method === "POST");
    expect(writes.map(({ path, query, body }) => [path, query, body])).toEqual([
      ["/group/transfer", {}, { group_id: 5, new_owner: 2 }],
      ["/group/destroy", { group_id: "5" }, {}],
      ["/group/leave", { group_id: "5" }, {}],
      ["/group/info/description", {}, { group_id: 5, value: "" }],
      ["/group/info/ext", {}, { group_id: 5, value: "{}" }],
      ["/group/display_name", {}, { group_id: 5, value: "me" }],
    ]);
  });
});

describe("leaving and destroying", () => {
  test.each(["leave", "destroy"] as const)("%s waits until our groups no longer show it", async (verb) => {
    let looks = 0;
    const { backend } = await lanyingWorld(
      {
        [`/group/${verb}`]: () => true,
        "/group/user_joined": () => {
          looks += 1;
          return looks < 3 ? [5, 6] : [6];
        },
      },
      null,
      createReadBack([1, 1, 1], async () => undefined),
    );
    await administrationOf(backend)[verb]("5");
    expect(looks).toBe(3);
  });

  test("is done also where our groups cannot be read then", async () => {
    const { backend } = await lanyingWorld({ "/group/leave": () => true });
    await administrationOf(backend).leave("5");
  });
});

describe("a picture", () => {
  const picture = { bytes: Buffer.from("\x89PNG and more", "latin1"), type: "image/png" };
  const names = (text: string) => [...text.matchAll(/ name="(\w+)"/g)].map(([, name]) => name);

  /** A storage that answers so, and an account whose tickets lead there unless told otherwise. */
  async function world(storageAnswer: string, ticket: object = {}, storagePath = "/bucket") {
    const storage = await loopbackServer((request, response) => {
      if (request.path === "/refused") response.statusCode = 403;
      if (request.path === "/callback-failed") response.statusCode = 203;
      return storageAnswer;
    });
    const lanying = await lanyingWorld({
      "/file/upload/avatar/group": () => ({
        upload_url: storage.url + storagePath,
        upload_method: "PUT",
        download_url: "avatar/5/key",
        oss_body_param: { key: "avatar/5/key", policy: "p", extra: "x", OSSAccessKeyId: "k" },
        ...ticket,
      }),
      "/group/info/avatar": () => true,
      "/put": () => ({ code: 200, data: true }),
    });
    return { ...lanying, storage };
  }

  test("is sent to storage without a token, and the group is told last", async () => {
    const { backend, server, storage } = await world('{"Status":"OK"}');
    await administrationOf(backend).setAvatar("5", picture);
    expect(storage.seen.map(({ method }) => method)).toEqual(["POST"]);
    expect(names(storage.seen[0]?.text ?? "")).toEqual(["OSSAccessKeyId", "policy", "key", "file"]);
    const headers = storage.seen[0]?.headers ?? {};
    expect([headers["access-token"], headers.app_id]).toEqual([undefined, undefined]);
    expect(server.seen.map(({ path, body }) => [path, body])).toEqual([
      ["/file/upload/avatar/group", null],
      ["/group/info/avatar", { group_id: 5, value: "avatar/5/key" }],
    ]);
  });

  test("goes to the account's own origin with its token", async () => {
    const { backend, server } = await world("", { upload_url: "/put" });
    await administrationOf(backend).setAvatar("5", picture);
    expect(server.seen.map(({ path }) => path)).toContain("/put");
    expect(server.seen.find(({ path }) => path === "/put")?.headers["access-token"]).toBe("old");
  });

  test.each([
    ["its status", '{"Code":"AccessDenied"}', "/refused"],
    ["its words", '{"Status":"Error"}', "/bucket"],
    ["a failed callback", "<Error><Code>CallbackFailed</Code></Error>", "/callback-failed"],
    [
      "an error in place of a success",
      "<?xml version='1.0'?><Error><Code>InternalError</Code></Error>",
      "/bucket",
    ],
  ])("that storage refuses by %s is not shown to the group", async (_how, answer, path) => {
    const { backend, paths } = await world(answer, {}, path);
    await expect(administrationOf(backend).setAvatar("5", picture)).rejects.toMatchObject({
      code: "refused",
    });
    expect(paths()).toEqual(["/file/upload/avatar/group"]);
  });

  test("larger than 8 MB, or empty, is not sent", async () => {
    const { backend, paths } = await world("");
    const { setAvatar } = administrationOf(backend);
    const large = { ...picture, bytes: new Uint8Array(8 * 1024 * 1024 + 1) };
    await expect(setAvatar("5", large)).rejects.toMatchObject({ code: "invalid" });
    await expect(setAvatar("5", { ...picture, bytes: new Uint8Array() })).rejects.toMatchObject({
      code: "invalid",
    });
    expect(paths()).toEqual([]);
  });
});
