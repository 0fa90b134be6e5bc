import { createHash, randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Demo } from "../../../main/demo/demo-interface.ts";
import { startDemo } from "../../../main/demo/demo-server.ts";
import { type DemoClient, demoClient } from "./demo-client.ts";

const ticketAnswer = z.object({
  code: z.literal(200),
  data: z.object({
    upload_url: z.string(),
    upload_method: z.literal("POST"),
    download_url: z.string(),
    oss_body_param: z.record(z.string(), z.string()),
  }),
});
type Ticket = z.infer<typeof ticketAnswer>["data"];

let demo: Demo;
let self: DemoClient;

beforeAll(async () => {
  demo = await startDemo();
  self = await demoClient(demo);
});
afterAll(() => demo.stop());

async function ticket(path = "/file/upload/chat?file_type=200&to_type=2&to_id="): Promise<Ticket> {
  const response = await fetch(demo.apiUrl + path + demo.groups.owned, { headers: self.headers });
  return ticketAnswer.parse(await response.json()).data;
}

function form(fields: Record<string, string>, bytes: Uint8Array<ArrayBuffer>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  data.append("file", new Blob([bytes], { type: "image/x-test" }), "文件.bin");
  return data;
}

function send(to: Ticket, bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  return fetch(to.upload_url, { method: "POST", body: form(to.oss_body_param, bytes), headers });
}

/** Where the API sends us for the bytes. */
async function redirect(url: string): Promise<string> {
  const response = await fetch(url, { headers: self.headers, redirect: "manual" });
  expect(response.status).toBe(302);
  return response.headers.get("location") ?? "";
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

test("bytes go up, are registered, are listed and come back the same", async () => {
  const bytes = new Uint8Array(randomBytes(3_000_001));
  const given = await ticket();
  expect(new URL(given.upload_url).origin).toBe(demo.storageUrl);
  expect(await (await send(given, bytes)).json()).toEqual({ Status: "OK" });
  const input = { group_id: demo.groups.owned, name: "a.bin", size: bytes.length, url: given.download_url };
  expect(await self.call("/group/file/upload", input)).toMatchObject({ code: 200 });
  const list = await self.call("/group/file/list", { group_id: demo.groups.owned });
  const files = z
    .array(z.looseObject({ name: z.string(), size: z.number(), url: z.string() }))
    .parse(list.data);
  const found = files.find((file) => file.name === "a.bin");
  expect(found?.size).toBe(bytes.length);
  const response = await fetch(await redirect(found?.url ?? ""));
  expect(response.headers.get("content-length")).toBe(String(bytes.length));
  expect(digest(new Uint8Array(await response.arrayBuffer()))).toBe(digest(bytes));
});

test("storage refuses whoever brings the token along, up or down", async () => {
  const given = await ticket();
  const token = { "access-token": self.headers["access-token"] ?? "" };
  const answer = await send(given, new Uint8Array(100_000), token);
  expect(answer.status).toBe(403);
  const list = await self.call("/group/file/list", { group_id: demo.groups.owned });
  const [file] = z.array(z.looseObject({ url: z.string() })).parse(list.data);
  const location = await redirect(file?.url ?? "");
  expect((await fetch(location, { headers: token })).status).toBe(403);
  expect((await fetch(location)).status).toBe(200);
});

test("a changed ticket and a changed link are refused, and nothing is kept of the bytes", async () => {
  const given = await ticket();
  const before = readdirSync(demo.folder).length;
  const forged = { ...given, oss_body_param: { ...given.oss_body_param, key: "chat/elsewhere" } };
  expect((await send(forged, new Uint8Array(10))).status).toBe(403);
  const unsigned = { ...given, oss_body_param: { ...given.oss_body_param, signature: "x" } };
  expect((await send(unsigned, new Uint8Array(10))).status).toBe(403);
  expect(readdirSync(demo.folder)).toHaveLength(before);
  const list = await self.call("/group/file/list", { group_id: demo.groups.owned });
  const [file] = z.array(z.looseObject({ url: z.string() })).parse(list.data);
  const location = await redirect(file?.url ?? "");
  expect((await fetch(location.replace(/Expires=\d/, "Expires=9"))).status).toBe(403);
});

test("a download without a token is refused before any redirect", async () => {
  const given = await ticket();
  const response = await fetch(given.download_url, { headers: { app_id: demo.appId }, redirect: "manual" });
  expect(await response.json()).toMatchObject({ code: 10003 });
});

test("a part of a file can be asked for", async () => {
  const given = await ticket();
  await send(given, new TextEncoder().encode("0123456789") as Uint8Array<ArrayBuffer>);
  const location = await redirect(given.download_url);
  const part = async (range: string) => {
    const response = await fetch(location, { headers: { range } });
    return [response.status, await response.text(), response.headers.get("content-range")];
  };
  expect(await part("bytes=2-4")).toEqual([206, "234", "bytes 2-4/10"]);
  expect(await part("bytes=7-")).toEqual([206, "789", "bytes 7-9/10"]);
  expect(await part("bytes=-2")).toEqual([206, "89", "bytes 8-9/10"]);
  expect(await part("bytes=10-")).toEqual([416, "", "bytes */10"]);
});

test("an empty file is a file", async () => {
  const given = await ticket();
  expect((await send(given, new Uint8Array(0))).status).toBe(200);
  const response = await fetch(await redirect(given.download_url));
  expect(response.headers.get("content-length")).toBe("0");
});

test("a group's picture is replaced by an upload and comes from the API itself", async () => {
  const given = await ticket("/file/upload/avatar/group?group_id=");
  const bytes = new Uint8Array([1, 2, 3]);
  await send(given, bytes);
  const input = { group_id: demo.groups.owned, value: given.download_url };
  expect(await self.call("/group/info/avatar", input)).toMatchObject({ code: 200, data: true });
  const picture = (name: string) =>
    fetch(`${demo.apiUrl}/file/download/avatar?object_name=${encodeURIComponent(name)}`, {
      headers: self.headers,
    });
  const response = await picture(given.download_url);
  expect(response.headers.get("content-type")).toBe("image/x-test");
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  const seeded = await picture(`avatar/group/${demo.groups.owned}/1`);
  expect(
    Buffer.from(await seeded.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe("PNG");
});

test("seeded files have the size they say", async () => {
  const list = await self.call("/group/file/list", { group_id: demo.groups.admin });
  const files = z.array(z.looseObject({ size: z.number(), url: z.string() })).parse(list.data);
  for (const file of files) {
    const response = await fetch(await redirect(file.url));
    expect((await response.arrayBuffer()).byteLength).toBe(file.size);
  }
});

test("a link opens with app id and token in its query, as in a browser; everything else wants them as headers", async () => {
  const { app_id = "", "access-token": token = "" } = self.headers;
  const inQuery = (path: string) => {
    const url = new URL(demo.apiUrl + path);
    url.searchParams.set("app_id", app_id);
    url.searchParams.set("access-token", token);
    return fetch(url, { redirect: "manual" });
  };
  const { avatar } = (await demo.inspect()).groups.find(({ id }) => id === demo.groups.member) ?? {};
  const picture = await inQuery(`/file/download/avatar?object_name=${avatar}&image_type=2`);
  expect(picture.headers.get("content-type")).toBe("image/png");
  const { data } = await self.call("/group/file/list", { group_id: demo.groups.owned });
  const [{ url }] = z.tuple([z.object({ url: z.string() })], z.unknown()).parse(data);
  const link = new URL(url);
  expect((await inQuery(link.pathname + link.search)).status).toBe(302);
  expect(await (await inQuery("/group/user_joined")).json()).toMatchObject({ code: 10002 });
});

test("pictures are named by a key, or by a whole address that opens", async () => {
  const avatarOf = async () => {
    const { data } = await self.call("/group/info", { group_id: demo.groups.member });
    return z.object({ avatar: z.string() }).parse(data).avatar;
  };
  expect(await avatarOf()).toBe(`avatar/group/${demo.groups.member}/1`);
  await demo.control({ position: { avatars: "addresses" } });
  const address = await avatarOf();
  await demo.control({ position: { avatars: "keys" } });
  const picture = await fetch(address, { headers: self.headers });
  expect(picture.headers.get("content-type")).toBe("image/png");
});
