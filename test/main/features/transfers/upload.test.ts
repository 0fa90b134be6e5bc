import { appendFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { AppError } from "../../../../shared/errors.ts";
import { accountId, groupId, reaches, token, transfersWorld } from "./transfers-world.ts";

const megabytes = (count: number) => Buffer.alloc(count * 1024 * 1024, "群主");

test("a file arrives byte for byte, after the ticket's fields, and is in the list", async () => {
  const { service, folder, storage, files, api } = await transfersWorld();
  const bytes = megabytes(3);
  // Not every system can call a file so, but the group can.
  const name = '报告 "final".pdf';
  await writeFile(join(folder, "report.pdf"), bytes);
  const seen: number[] = [];
  const done = await service.uploadAndWait(accountId, groupId, join(folder, "report.pdf"), name, (sent) => {
    seen.push(sent);
  });
  expect(done).toEqual({ fileId: "900", name, size: bytes.length });
  const body = storage.uploads[0]?.body ?? Buffer.alloc(0);
  expect(Number(storage.uploads[0]?.headers["content-length"])).toBe(body.length);
  const head = body.subarray(0, body.indexOf("\r\n\r\n群主")).toString("utf8");
  expect(head.indexOf('name="key"')).toBeLessThan(head.indexOf('name="policy"'));
  expect(head.indexOf('name="policy"')).toBeLessThan(head.indexOf('name="file"'));
  expect(head).toContain('filename="报告 %22final%22.pdf"\r\nContent-Type: application/pdf');
  expect(body.includes(bytes)).toBe(true);
  expect(seen.at(-1)).toBe(bytes.length);
  expect(api.list[0]?.type).toBe("application/pdf");
  const listed = await files.window({ accountId, groupId, query: "", sort: "newest", offset: 0, limit: 10 });
  expect(listed.rows.map((row) => row.name)).toEqual([name]);
});

test("an upload carries the ticket's headers and nothing else that proves us", async () => {
  const { service, folder, storage, api } = await transfersWorld();
  await writeFile(join(folder, "a.txt"), "a");
  const upload = () => service.uploadAndWait(accountId, groupId, join(folder, "a.txt"));
  await upload();
  api.next.ticket.headers = { "access-token": token };
  await upload();
  expect(storage.uploads.map(({ headers }) => headers["access-token"])).toEqual([undefined, token]);
  expect(JSON.stringify(storage.uploads[0])).not.toContain(token);
});

test("a ticket for PUT gets the bytes alone", async () => {
  const { service, folder, storage, api } = await transfersWorld();
  api.next.ticket.method = "PUT";
  await writeFile(join(folder, "a.txt"), "just this");
  const sent = await service.uploadAndWait(accountId, groupId, join(folder, "a.txt"), "another name.md");
  expect(sent.name).toBe("another name.md");
  expect(storage.uploads[0]).toMatchObject({ method: "PUT", body: Buffer.from("just this") });
});

test("folders, empty and missing files are refused before anything is queued", async () => {
  const { service, folder } = await transfersWorld();
  await mkdir(join(folder, "a folder"));
  await writeFile(join(folder, "good.txt"), "good");
  await writeFile(join(folder, "empty.txt"), "");
  const upload = (...handles: string[]) => service.upload(accountId, groupId, handles);
  await expect(upload("good.txt", "a folder")).rejects.toMatchObject({ code: "unsupported" });
  await expect(upload("good.txt", "empty.txt")).rejects.toMatchObject({ code: "invalid" });
  await expect(upload("good.txt", "missing.txt")).rejects.toMatchObject({ code: "file_error" });
  expect(await service.list()).toEqual([]);
});

test("a register that the server refused is retried without sending the bytes again", async () => {
  const { service, folder, storage, api } = await transfersWorld();
  await writeFile(join(folder, "a.txt"), "hello");
  api.next.registerFails = { error: new AppError("forbidden", "no"), isDone: false };
  const [queued] = await service.upload(accountId, groupId, ["a.txt"]);
  const id = queued?.id ?? "";
  expect(await reaches(service, id, "failed")).toMatchObject({ error: { code: "forbidden" }, doneBytes: 5 });
  await service.retry(id);
  expect(await reaches(service, id, "done")).toMatchObject({ fileId: "900" });
  expect(storage.uploads).toHaveLength(1);
  expect(api.asked).toMatchObject({ tickets: 1, registers: 2 });
});

test("a register whose answer was lost is found in the list, not repeated", async () => {
  const { service, folder, api } = await transfersWorld();
  await writeFile(join(folder, "a.txt"), "hello");
  api.next.registerFails = { error: new AppError("outcome_unknown", "lost"), isDone: true };
  await service.uploadAndWait(accountId, groupId, join(folder, "a.txt"));
  expect(api.list).toHaveLength(1);
  expect(api.asked.registers).toBe(1);
});

test("a register that may still come through is looked for again before the retry", async () => {
  const { service, folder, storage, api } = await transfersWorld();
  await writeFile(join(folder, "a.txt"), "hello");
  api.next.registerFails = { error: new AppError("timeout", "slow"), isDone: false };
  const [queued] = await service.upload(accountId, groupId, ["a.txt"]);
  const id = queued?.id ?? "";
  await reaches(service, id, "failed");
  const url = `${storage.origin}/object/1?file_sign=s`;
  api.list.push({ id: "late", name: "a.txt", size: 5, type: "", uploaderId: null, createdAt: 1, url });
  await service.retry(id);
  expect(await reaches(service, id, "done")).toMatchObject({ fileId: "late" });
  expect(api.asked.registers).toBe(1);
});

test("cancelling in the middle ends the connection and registers nothing", async () => {
  const { service, folder, storage, api } = await transfersWorld();
  await writeFile(join(folder, "big.bin"), megabytes(24));
  const hasBegun = new Promise<void>((resolve) => {
    storage.behaviour.onUploadBegun = resolve;
  });
  storage.behaviour.isUploadStuck = true;
  const [queued] = await service.upload(accountId, groupId, ["big.bin"]);
  const id = queued?.id ?? "";
  await hasBegun;
  await service.cancel(id);
  expect(await reaches(service, id, "cancelled", "done", "failed")).toMatchObject({
    state: "cancelled",
    error: null,
  });
  expect(storage.uploads).toHaveLength(0);
  expect(api.asked.registers).toBe(0);
});

test("a file that grows while it is sent is not delivered", async () => {
  const { service, folder, storage, api } = await transfersWorld();
  const path = join(folder, "log.txt");
  await writeFile(path, megabytes(8));
  storage.behaviour.onUploadBegun = () => appendFileSync(path, "one more line");
  await expect(service.uploadAndWait(accountId, groupId, path)).rejects.toMatchObject({ code: "file_error" });
  expect(storage.uploads).toHaveLength(0);
  expect(api.asked.registers).toBe(0);
});

test("a storage that says no, by status or in a 2xx body, fails the upload with its own words", async () => {
  const { service, folder, storage, api } = await transfersWorld();
  const path = join(folder, "a.txt");
  await writeFile(path, "a");
  storage.behaviour.uploadStatus = 403;
  storage.behaviour.uploadBody = "<Error><Code>AccessDenied</Code><Message>Policy expired</Message></Error>";
  await expect(service.uploadAndWait(accountId, groupId, path)).rejects.toMatchObject({
    code: "refused",
    server: { code: "AccessDenied", message: "Policy expired" },
  });
  storage.behaviour.uploadStatus = 200;
  storage.behaviour.uploadBody = "<?xml version='1.0'?><Error><Code>Busy</Code></Error>";
  await expect(service.uploadAndWait(accountId, groupId, path)).rejects.toMatchObject({
    code: "refused",
    server: { code: "Busy" },
  });
  for (const status of [202, 203, 206]) {
    storage.behaviour.uploadStatus = status;
    storage.behaviour.uploadBody = "<Error><Code>CallbackFailed</Code><Message>502</Message></Error>";
    await expect(service.uploadAndWait(accountId, groupId, path)).rejects.toMatchObject({
      code: "refused",
      server: { code: "CallbackFailed", message: "502" },
    });
  }
  storage.behaviour.uploadStatus = 200;
  storage.behaviour.uploadBody = '{"Status":"verify not ok"}';
  await expect(service.uploadAndWait(accountId, groupId, path)).rejects.toMatchObject({ code: "refused" });
  storage.behaviour.uploadBody = '{"data":true}';
  await service.uploadAndWait(accountId, groupId, path);
  for (const status of [200, 201, 204]) {
    storage.behaviour.uploadStatus = status;
    storage.behaviour.uploadBody = "";
    await service.uploadAndWait(accountId, groupId, path);
  }
  expect(api.asked.registers).toBe(4);
});

test("three run at once for an account, the rest wait and can be cancelled where they stand", async () => {
  const { service, folder, api } = await transfersWorld();
  const names = ["1.txt", "2.txt", "3.txt", "4.txt", "5.txt"];
  for (const name of names) await writeFile(join(folder, name), name);
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  api.next.onRegister = () => gate;
  const queued = await service.upload(accountId, groupId, names);
  for (const { id } of queued.slice(0, 3)) await reaches(service, id, "registering");
  const states = (await service.list()).map(({ name, state }) => `${name} ${state}`).sort();
  expect(states.slice(3)).toEqual(["4.txt queued", "5.txt queued"]);
  await service.cancel(queued[3]?.id ?? "");
  release();
  for (const at of [0, 1, 2, 4]) await reaches(service, queued[at]?.id ?? "", "done");
  expect(api.list.map((file) => file.name).sort()).toEqual(["1.txt", "2.txt", "3.txt", "5.txt"]);
});
