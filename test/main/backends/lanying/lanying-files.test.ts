import { describe, expect, test } from "vitest";
import type { FileBackend, GroupBackend } from "../../../../main/backends/backend.ts";
import { formOf } from "../../../../main/backends/lanying/lanying-ticket.ts";
import { loopbackServer } from "../loopback-server.ts";
import { lanyingWorld } from "./lanying-world.ts";

function filesOf(backend: GroupBackend): FileBackend {
  if (backend.files === null) throw new Error("this backend has files");
  return backend.files;
}

const png = Buffer.from("\x89PNG\r\n\x1a\n and more", "latin1");

describe("files", () => {
  test("are listed with what the server tells, and defaults for the rest", async () => {
    const { backend } = await lanyingWorld({
      "/group/file/list": () => [
        {
          file_id: 1,
          name: "a.txt",
          size: 3,
          type: "text/plain",
          uploader: 9,
          created_at: 1569586735861,
          url: "u",
        },
        { file_id: 2 },
      ],
    });
    expect(await filesOf(backend).list("5")).toEqual([
      {
        id: "1",
        name: "a.txt",
        size: 3,
        type: "text/plain",
        uploaderId: "9",
        createdAt: 1569586735861,
        url: "u",
      },
      { id: "2", name: "", size: 0, type: "", uploaderId: null, createdAt: null, url: "" },
    ]);
  });

  test("each removed file that the answer names tells whether it went", async () => {
    const { backend } = await lanyingWorld({
      "/group/file/delete": () => [
        { file_id: 1, result: "success" },
        { file_id: 2, result: "fail", reason: "not yours" },
      ],
    });
    expect(await filesOf(backend).remove("5", ["1", "2", "3"])).toEqual([
      { fileId: "1", isDeleted: true, reason: null },
      { fileId: "2", isDeleted: false, reason: "not yours" },
    ]);
  });

  test("a ticket has the five known fields in the clients' order and says whether the token may go along", async () => {
    const { backend, server } = await lanyingWorld({
      "/file/upload/chat": ({ query }) => ({
        upload_url: query.to_id === "1" ? "https://storage.example.com/put" : "/file/upload",
        upload_method: "PUT",
        download_url: "https://api.example.com/file/download/chat?file_sign=x",
        oss_body_param: {
          ...{ key: "path", "x-oss-acl": "private", callback: "c" },
          ...{ policy: "p", OSSAccessKeyId: "k", signature: "s" },
        },
      }),
    });
    expect(await filesOf(backend).ticket("1")).toEqual({
      uploadUrl: "https://storage.example.com/put",
      method: "POST",
      fields: [
        ["OSSAccessKeyId", "k"],
        ["policy", "p"],
        ["signature", "s"],
        ["callback", "c"],
        ["key", "path"],
      ],
      downloadUrl: "https://api.example.com/file/download/chat?file_sign=x",
      headers: {},
    });
    expect(server.seen[0]?.query).toEqual({ file_type: "200", to_type: "2", to_id: "1" });
    expect(await filesOf(backend).ticket("2")).toMatchObject({
      uploadUrl: `${server.url}/file/upload`,
      headers: { app_id: expect.any(String), "access-token": expect.any(String) },
    });
  });

  test("a ticket without a key is for the file alone", async () => {
    const { backend } = await lanyingWorld({
      "/file/upload/chat": () => ({
        upload_url: "https://ceph.example.com/bucket/object",
        download_url: "https://ceph.example.com/object",
        oss_body_param: { policy: "p" },
      }),
    });
    expect(await filesOf(backend).ticket("1")).toMatchObject({ method: "POST", fields: [] });
  });

  test("a ticket can be taken as it is told: by PUT, with all its fields", () => {
    const told = { upload_method: "put ", oss_body_param: { b: "1", a: null } };
    expect(formOf(told, "as_told")).toEqual({
      method: "PUT",
      fields: [
        ["b", "1"],
        ["a", ""],
      ],
    });
    expect(formOf({ ...told, upload_method: "POST/PUT" }, "as_told").method).toBe("POST");
  });

  test("registering answers with the file, filled up with what was sent", async () => {
    const { backend, server } = await lanyingWorld({
      "/group/file/upload": () => ({ file_id: 77, name: null }),
    });
    const file = { name: "a.txt", size: 3, type: "text/plain", url: "https://x/y" };
    expect(await filesOf(backend).register("5", file)).toEqual({
      id: "77",
      ...file,
      uploaderId: null,
      createdAt: null,
    });
    expect(server.seen[0]?.body).toEqual({ group_id: 5, ...file });
  });
});

describe("where the bytes of a file are", () => {
  test("the API's redirect is followed with the token, and the storage behind is told without it", async () => {
    const storage = await loopbackServer(() => ({}));
    const { backend, server } = await lanyingWorld({
      "/file/download/chat": (_request, response) => {
        response.writeHead(302, { location: `${storage.url}/object?signature=1` }).end();
      },
    });
    const source = await filesOf(backend).downloadSource(`${server.url}/file/download/chat?file_sign=a`);
    expect(source).toEqual({ url: `${storage.url}/object?signature=1`, headers: {} });
    expect(server.seen[0]?.headers["access-token"]).toBe("old");
    expect(server.seen[0]?.query).toEqual({ file_sign: "a" });
    expect(storage.seen).toEqual([]);
  });

  test("a link to another origin is given as it is, and nothing is sent", async () => {
    const { backend, server } = await lanyingWorld({});
    const url = "https://storage.example.com/object?x=1";
    expect(await filesOf(backend).downloadSource(url)).toEqual({ url, headers: {} });
    expect(server.seen).toEqual([]);
  });

  test.each([
    "https://s-1-3-s-api.maximtop.cn",
    "http://files.maximtop.com.cn",
    "https://api.maximtop.com",
    "https://s-1-3-api.maximtop.com",
  ])("a link on the vendor's %s is asked of the account's own host, with the token", async (origin) => {
    const { backend, server } = await lanyingWorld({
      "/file/download/chat": (_request, response) => {
        response.writeHead(302, { location: "https://storage.example.com/o" }).end();
      },
    });
    const source = await filesOf(backend).downloadSource(
      `${origin}/file/download/chat?file_sign=a%2Bb%2F%3D`,
    );
    expect(source).toEqual({ url: "https://storage.example.com/o", headers: {} });
    expect(server.seen[0]?.headers["access-token"]).toBe("old");
    expect(server.seen[0]?.query).toEqual({ file_sign: "a+b/=" });
  });

  test.each([
    "https://www.maximtop.com",
    "https://api.maximtop.com.example.org",
    "https://notmaximtop.cn",
    "https://maximtop.cn.example.org",
    "https://api-maximtop.com",
  ])("%s is none of the vendor's hosts, and gets nothing of ours", async (origin) => {
    const { backend, server } = await lanyingWorld({});
    const url = `${origin}/file/download/chat?file_sign=a`;
    expect(await filesOf(backend).downloadSource(url)).toEqual({ url, headers: {} });
    expect(server.seen).toEqual([]);
  });

  test("a JSON file that does not say how long it is is a file", async () => {
    const { backend, server } = await lanyingWorld({
      "/file/download/chat": (_request, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(`["${"x".repeat(100_000)}"]`);
      },
    });
    const url = `${server.url}/file/download/chat?file_sign=a`;
    expect((await filesOf(backend).downloadSource(url)).url).toBe(url);
  });

  test("an API that sends the bytes itself keeps the token, without being read to the end", async () => {
    const { backend, server } = await lanyingWorld({
      "/file/download/chat": (_request, response) => {
        response.writeHead(200, {
          "content-type": "application/octet-stream",
          "content-length": "1000000000",
        });
        response.write("start");
      },
    });
    const url = `${server.url}/file/download/chat?file_sign=a`;
    expect(await filesOf(backend).downloadSource(url)).toEqual({
      url,
      headers: { app_id: "welovemaxim", "access-token": "old" },
    });
  });

  test("a lost session found on the way is renewed", async () => {
    const { backend, server, session } = await lanyingWorld(
      {
        "/file/download/chat": ({ headers }, response) => {
          if (headers["access-token"] === "old") return { code: 402, message: "expired" };
          response.writeHead(302, { location: "https://storage.example.com/o" }).end();
        },
      },
      "new",
    );
    const source = await filesOf(backend).downloadSource(`${server.url}/file/download/chat?file_sign=a`);
    expect(source.url).toBe("https://storage.example.com/o");
    expect(session.renewals).toBe(1);
  });

  test("storage by plain http beyond this machine is insecure", async () => {
    const { backend } = await lanyingWorld({});
    await expect(filesOf(backend).downloadSource("http://storage.example.com/o")).rejects.toMatchObject({
      code: "insecure",
    });
  });
});

describe("pictures", () => {
  test("a named one comes from the API with the token, and from storage without", async () => {
    const storage = await loopbackServer((_request, response) => void response.end(png));
    const { backend, server } = await lanyingWorld({
      "/file/download/avatar": (_request, response) => {
        response.writeHead(302, { location: `${storage.url}/face` }).end();
      },
    });
    expect(await backend.avatar("group/1.png")).toEqual({ bytes: png, type: "image/png" });
    expect(server.seen[0]?.query).toEqual({ object_name: "group/1.png", image_type: "2" });
    expect(server.seen[0]?.headers["access-token"]).toBe("old");
    expect(storage.seen[0]?.headers).not.toHaveProperty("access-token");
    expect(storage.seen[0]?.headers).not.toHaveProperty("app_id");
  });

  test.each([
    ["https://s-1-3-s-api.maximtop.cn", true],
    ["https://api.maximtop.com", true],
    ["own", true],
    ["foreign", false],
  ])("one with an address on %s gets the token, and the wish for a small one: %s", async (origin, isOwn) => {
    const storage = await loopbackServer((_request, response) => void response.end(png));
    const { backend, server } = await lanyingWorld({
      "/file/download/avatar": (_request, response) => void response.end(png),
    });
    const at = origin === "own" ? server.url : origin === "foreign" ? storage.url : origin;
    const shown = await backend.avatar(`${at}/file/download/avatar?object_name=a`);
    expect(shown).toEqual({ bytes: png, type: "image/png" });
    const [seen] = [...server.seen, ...storage.seen];
    expect(seen?.headers["access-token"]).toBe(isOwn ? "old" : undefined);
    expect(seen?.query).toEqual({ object_name: "a", ...(isOwn ? { image_type: "2" } : {}) });
  });

  test("one that is refused to a lost session is shown after the session is renewed", async () => {
    const { backend, session } = await lanyingWorld(
      {
        "/file/download/avatar": ({ headers }, response) =>
          headers["access-token"] === "old" ? { code: 402, message: "no" } : void response.end(png),
      },
      "new",
    );
    expect(await backend.avatar("a")).toEqual({ bytes: png, type: "image/png" });
    expect(session.renewals).toBe(1);
  });

  test("one that is refused to a good session is none", async () => {
    const { backend, session } = await lanyingWorld({
      "/group/user_joined": () => [],
      "/file/download/avatar": () => ({ code: 402, message: "Operation rejected" }),
    });
    expect(await backend.avatar("a")).toBeNull();
    expect(session.renewals).toBe(0);
  });

  test("what is missing or no picture is none", async () => {
    const { backend } = await lanyingWorld({
      "/file/download/avatar": ({ query }) => (query.object_name === "a" ? "<svg/>" : undefined),
    });
    expect(await backend.avatar("a")).toBeNull();
    expect(await backend.avatar("")).toBeNull();
    expect(await (await lanyingWorld({})).backend.avatar("gone")).toBeNull();
  });
});
