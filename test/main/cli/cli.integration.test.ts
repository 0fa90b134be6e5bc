import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codePicture, toPng } from "../../support/qr-images.ts";
import { type CliWorld, createCliWorld, documentOf, interrupt } from "./cli-world.ts";

let world: CliWorld;
/** The accounts every test finds: `demo` with a password, `wechat` with a token; both synced. */
let added: Record<"demo" | "wechat", unknown>;

const lanying = () => ["--api", world.demo.apiUrl, "--app-id", world.demo.appId];
const gewe = () => ["--api", world.demo.geweUrl, "--app-id", world.demo.geweAppId];
const inGroup = (groupId: string) => ["--account", "demo", "--group", groupId];
const wechat = () => ({ secret: world.demo.geweToken });

beforeAll(async () => {
  world = await createCliWorld();
  const { document, value, demo } = world;
  const words = ["account", "add", "lanying", "--name", "demo", ...lanying()];
  added = {
    demo: await document([...words, "--user", demo.user, "--password-stdin"], {
      stdin: `${demo.password}\r\n`,
      secret: null,
    }),
    wechat: await document(["account", "add", "gewe", "--name", "wechat", ...gewe(), "--token-stdin"], {
      stdin: demo.geweToken,
      secret: null,
    }),
  };
  await value(["sync", "--account", "demo", "--members"]);
  await value(["sync", "--account", "wechat", "--members"], wechat());
});
afterAll(() => world?.stop());

test("an added account is told without its secret", () => {
  const { demo } = world;
  const same = { id: expect.any(String), secretPlace: "memory", directory: null };
  expect(added.demo).toEqual({
    ok: true,
    value: {
      ...same,
      kind: "lanying",
      name: "demo",
      apiUrl: demo.apiUrl,
      appId: demo.appId,
      userName: demo.user,
      selfId: demo.userId,
    },
  });
  expect(added.wechat).toEqual({
    ok: true,
    value: {
      ...same,
      kind: "gewe",
      name: "wechat",
      apiUrl: demo.geweUrl,
      appId: demo.geweAppId,
      userName: null,
      selfId: demo.geweWxid,
      isDeviceOffline: false,
    },
  });
});

test.concurrent("accounts are added by a token or QUNZHU_SECRET, listed, and removed without a server", async () => {
  const { run, aliceToken, folder, demo } = world;
  const data = join(folder, "other-accounts");
  const own = async (words: readonly string[], options: Parameters<typeof run>[1] = {}) =>
    documentOf(await run(words, { env: { QUNZHU_DATA: data }, ...options }));
  const add = ["account", "add", "lanying", ...lanying()];
  expect(
    await own([...add, "--name", "alice", "--token-stdin"], { stdin: aliceToken, secret: null }),
  ).toMatchObject({ ok: true, value: { name: "alice", userName: null } });
  expect(await own([...add, "--name", "me", "--user", demo.user])).toMatchObject({ ok: true });
  expect(await own([...add, "--name", "me", "--user", "emma"])).toMatchObject({ code: "invalid" });
  expect(await own(["groups", "list", "--account", "alice"], { secret: null })).toEqual({
    ok: true,
    value: [],
  });
  expect(await own(["account", "remove", "--name", "alice"], { secret: "not the token" })).toEqual({
    ok: true,
    value: { removed: "alice" },
  });
  expect(await own(["account", "list"], { secret: null })).toMatchObject({ value: [{ name: "me" }] });
});

test.concurrent("an app id is enough where a directory names the server, and the found address is shown", async () => {
  const { run, folder, demo } = world;
  const data = ["--data", join(folder, "by-app-id")];
  const add = [...data, "account", "add", "lanying", "--name", "work", "--app-id"];
  const mine = ["--dns", demo.directoryUrl, "--user", demo.user, "--password-stdin"];
  const options = { stdin: demo.password, secret: null };
  const [added, unknown] = await Promise.all([
    run([...add, demo.appId, ...mine], options),
    run([...add, "no-such-app", ...mine], options),
  ]);
  const found = { apiUrl: demo.apiUrl, directory: demo.directoryUrl };
  expect(documentOf(added)).toMatchObject({ ok: true, value: found });
  expect(documentOf(unknown)).toMatchObject({ code: "refused", step: "app", server: { code: "99998" } });
  const shown = documentOf(await run([...data, "account", "show", "--name", "work"]));
  expect(shown).toMatchObject({ ok: true, value: { name: "work", ...found } });
});

test.concurrent("an administrator's token needs the id of the user to act for, and no test reaches the vendor", async () => {
  const { run, folder, demo } = world;
  const data = ["--data", join(folder, "by-admin")];
  const add = [
    ...data,
    "account",
    "add",
    "lanying",
    "--name",
    "ops",
    "--app-id",
    demo.appId,
    "--token-stdin",
  ];
  const by = (...words: readonly string[]) =>
    run([...add, ...words], { stdin: demo.adminToken, secret: null });
  const own = ["--dns", demo.directoryUrl];
  const [unsaid, odd, vendor] = await Promise.all([
    by(...own),
    by(...own, "--user-id", "me"),
    by("--user-id", "7"),
  ]);
  for (const answer of [unsaid, odd]) {
    expect(documentOf(answer)).toMatchObject({
      code: "invalid",
      message: expect.stringContaining("--user-id"),
    });
  }
  expect(documentOf(vendor)).toMatchObject({
    code: "forbidden",
    step: "find_server",
    message: expect.stringContaining("dns.lanyingim.com"),
  });
  expect(documentOf(await by(...own, "--user-id", demo.userId))).toMatchObject({
    value: { selfId: demo.userId },
  });
});

test.concurrent("groups and members come from the cache, exactly as the interface says", async () => {
  const { value, demo } = world;
  const { owned, big, beyondSafeInteger } = demo.groups;
  const offline = { secret: null };
  const [groups, rooms, few, found, people] = await Promise.all([
    value(["groups", "list", "--account", "demo"], offline),
    value(["groups", "list", "--account", "wechat"], offline),
    value(["members", "list", ...inGroup(owned), "--offset", "1", "--limit", "2"], offline),
    value(["members", "list", ...inGroup(owned), "--query", "陈静"], offline),
    value(["members", "list", ...inGroup(big), "--limit", "20000"], offline),
  ]);
  expect(groups).toContainEqual({
    id: owned,
    name: "周末登山队",
    type: "private",
    memberCount: 28,
    role: "owner",
    membersSyncedAt: expect.any(Number),
  });
  expect(groups).toContainEqual(expect.objectContaining({ id: beyondSafeInteger }));
  expect(rooms).toContainEqual({
    id: "34757816141@chatroom",
    name: "Weekend Football",
    type: null,
    memberCount: 22,
    role: "member",
    membersSyncedAt: expect.any(Number),
  });
  expect(few).toMatchObject({ total: 28, rows: [{}, {}] });
  expect(found).toEqual({
    total: 1,
    members: 28,
    named: 28,
    rows: [
      {
        id: expect.stringMatching(/^\d+$/),
        name: "陈静",
        role: "admin",
        joinedAt: expect.any(Number),
        mutedUntil: null,
      },
    ],
  });
  const { total, rows } = people as { total: number; rows: { id: string }[] };
  expect(total).toBe(20_000);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(20_000);
});

test.concurrent("a file is uploaded, listed, renamed, downloaded twice without overwriting, and deleted", async () => {
  const { value, document, file, demo, folder } = world;
  const place = inGroup(demo.groups.owned);
  const bytes = Buffer.from("群主\n".repeat(10_000));
  file("notes.txt", bytes);
  file("more.txt", "more");
  const one = await value(["files", "upload", ...place, "notes.txt"]);
  expect(one).toEqual({ fileId: expect.stringMatching(/^\d+$/), name: "notes.txt", size: bytes.length });
  const several = await value(["files", "upload", ...place, "more.txt", join(folder, "notes.txt")]);
  expect(several).toMatchObject([
    { name: "more.txt", size: 4 },
    { name: "notes.txt", size: bytes.length },
  ]);
  const { fileId } = one as { fileId: string };
  const renamed = await value(["files", "rename", ...place, "--file", fileId, "--name", "方案.txt"]);
  expect(renamed).toEqual({ fileId, name: "方案.txt" });
  expect(await value(["files", "list", ...place])).toContainEqual({
    id: fileId,
    name: "方案.txt",
    size: bytes.length,
    uploaderId: demo.userId,
    createdAt: expect.any(Number),
  });
  mkdirSync(join(folder, "saved"));
  const download = ["files", "download", ...place, "--file", fileId, "--to", "saved"];
  const first = await value(download);
  expect(first).toEqual({ path: join(folder, "saved", "方案.txt"), size: bytes.length });
  const second = (await value(download)) as { path: string };
  expect(second.path).not.toBe((first as { path: string }).path);
  expect(readFileSync(second.path).equals(bytes)).toBe(true);
  expect(await value(["files", "delete", ...place, "--file", fileId])).toEqual({ fileId });
  expect(await document(download)).toMatchObject({ ok: false, code: "not_found" });
});

test.concurrent("what cannot be uploaded is refused by name", async () => {
  const { document, file, demo } = world;
  const upload = ["files", "upload", ...inGroup(demo.groups.admin)];
  file("empty.txt", "");
  const [empty, missing, directory, two, room] = await Promise.all([
    document([...upload, "empty.txt"]),
    document([...upload, "missing.txt"]),
    document([...upload, "home"]),
    document([...upload, "--name", "a", "b", "c"]),
    document(["files", "list", "--account", "wechat", "--group", "34757816141@chatroom"], wechat()),
  ]);
  expect(empty).toMatchObject({ code: "invalid", message: expect.stringContaining("empty.txt") });
  expect(missing).toMatchObject({ code: "file_error", message: expect.stringContaining("missing.txt") });
  expect(directory).toMatchObject({ code: "unsupported" });
  expect(two).toMatchObject({ code: "invalid" });
  expect(room).toMatchObject({ code: "unsupported" });
});

test.concurrent("joining needs --yes, and tells honestly how it ended", async () => {
  const { document, value, file, demo } = world;
  const { openGroup, approvalGroup, closedGroup, expiredGroup, wechatInvite } = demo.codes;
  file("join.png", toPng(codePicture(openGroup, 400)));
  const join_ = ["join", "--account", "demo"];
  expect(await document([...join_, "join.png"])).toMatchObject({
    ok: false,
    code: "invalid",
    message: expect.stringContaining("--yes"),
  });
  expect((await demo.inspect()).groups.find(({ id }) => id === demo.groups.joinOpen)?.isDemoUserIn).toBe(
    false,
  );
  const [expired, approval, invite, wrongKind, noFile] = await Promise.all([
    value([...join_, "--yes", expiredGroup]),
    value([...join_, "--yes", approvalGroup]),
    value(["join", "--yes", "--account", "wechat", wechatInvite], wechat()),
    document([...join_, "--yes", wechatInvite]),
    document([...join_, "--yes", "no-such-picture.png"]),
  ]);
  expect(expired).toMatchObject([{ outcome: "expired", message: "group QR code expired", seen: [] }]);
  expect(approval).toMatchObject([{ outcome: "pending_approval", groupId: demo.groups.joinApproval }]);
  expect(invite).toMatchObject([{ outcome: "joined", groupName: "读书打卡营" }]);
  expect(wrongKind).toMatchObject({ code: "unsupported" });
  expect(noFile).toMatchObject({ code: "file_error" });
  const results = await value([...join_, "--yes", "join.png", openGroup, closedGroup]);
  expect(results).toMatchObject([
    { input: "join.png", outcome: "joined", groupId: demo.groups.joinOpen, message: null, seen: [] },
    { input: closedGroup, outcome: "refused", seen: [] },
  ]);
  const warned = await document([...join_, "join.png"]);
  expect(warned).toMatchObject({ message: expect.stringMatching(/tried before, .*: joined/) });
});

test.concurrent("ids beyond 2^53 keep every digit in both directions", async () => {
  const { document, value, demo } = world;
  const call = ["call", "/group/info", "--account", "demo", "--input"];
  const groupId = "9007199254740993";
  expect(demo.groups.beyondSafeInteger).toBe(groupId);
  const [asNumber, asString, rounded, rooms] = await Promise.all([
    value([...call, `{"group_id": ${groupId}}`]),
    value([...call, `{"group_id": "${groupId}"}`]),
    document([...call, '{"group_id": 9007199254740992}']),
    value(["call", "/group/user_joined", "--account", "demo"]),
  ]);
  expect(asNumber).toMatchObject({ group_id: groupId });
  expect(asString).toEqual(asNumber);
  expect(rounded).toMatchObject({ ok: false, code: "not_found", server: { code: "20001" } });
  expect(JSON.stringify(rooms)).toContain(`"${groupId}"`);
});

test.concurrent("an operation or an input that does not exist is invalid", async () => {
  const { document } = world;
  const call = (...words: string[]) => document(["call", ...words, "--account", "demo"]);
  const answers = await Promise.all([
    call("/group/no_such_operation"),
    call("/group/info", "--input", "{not json"),
    call("/group/info", "--input", "[1]"),
    call("/group/info"),
    call(),
  ]);
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, code: "invalid" });
});

test.concurrent("a command line that cannot be understood is invalid, and says where help is", async () => {
  const { run } = world;
  const lines = [
    ["--nonsense", "account", "list"],
    ["--data"],
    [],
    ["files"],
    ["no-such-command"],
    ["account", "list", "--nonsense"],
    ["account", "list", "extra"],
    ["sync"],
    ["members", "list", "--account", "demo", "--group", "1", "--limit", "many"],
  ];
  const answers = await Promise.all(lines.map((words) => run(words)));
  for (const answer of answers) expect(documentOf(answer)).toMatchObject({ ok: false, code: "invalid" });
  expect(documentOf(answers[7] ?? { code: 0, stdout: "", stderr: "" }).message).toContain("sync --help");
});

test.concurrent("unknown accounts, wrong secrets and unreachable servers have codes of their own", async () => {
  const { document, run, folder, demo } = world;
  const add = ["account", "add", "lanying", "--name", "new", "--app-id", "x", "--user", "u"];
  const [unknown, none, wrong, down, plain, address] = await Promise.all([
    document(["sync", "--account", "nobody"]),
    document(["files", "list", ...inGroup(demo.groups.owned)], { secret: null }),
    document(["files", "list", ...inGroup(demo.groups.owned)], { secret: "wrong-horse-battery" }),
    document([...add, "--api", "http://127.0.0.1:1"]),
    document([...add, "--api", "http://192.0.2.1"]),
    document([...add, "--api", "nowhere"]),
  ]);
  expect(unknown).toMatchObject({ code: "not_found" });
  expect(none).toMatchObject({ code: "signed_out", message: expect.stringContaining("QUNZHU_SECRET") });
  expect(wrong).toMatchObject({ code: "refused", server: { code: "402", message: "Operation rejected" } });
  expect(down).toMatchObject({ code: "offline" });
  expect(plain).toMatchObject({ code: "insecure" });
  expect(address).toMatchObject({ code: "invalid", message: expect.stringContaining("--api") });
  const mixed = ["--data", join(folder, "unused"), ...add, "--api", demo.apiUrl, "--token-stdin"];
  expect(documentOf(await run(mixed, { stdin: "token" }))).toMatchObject({ code: "invalid" });
});

test.concurrent("every level has help, as text and with exit code 0", async () => {
  const { run } = world;
  const [all, files, one, misplaced] = await Promise.all([
    run(["--help"]),
    run(["files", "--help"]),
    run(["--data", "somewhere", "members", "list", "--group", "1", "--help"]),
    run(["no-such-command", "-h"]),
  ]);
  for (const { code, stderr } of [all, files, one, misplaced])
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const command of ["account add gewe", "sync", "qr read", "call"])
    expect(all.stdout).toContain(command);
  expect(files.stdout).toContain("files rename");
  expect(files.stdout).not.toContain("qr read");
  expect(one.stdout).toMatch(/^members list .*--offset I/);
  expect(misplaced.stdout).toBe(all.stdout);
});

test.concurrent("a reader that goes away is no failure", async () => {
  const { run, data, demo } = world;
  const words = ["--data", data, "members", "list", ...inGroup(demo.groups.big), "--limit", "20000"];
  const ended = await run(words, { onSpawn: (child) => child.stdout?.destroy() });
  expect(ended).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("Ctrl+C stops an upload under way, leaves nothing in the group, and still prints one document", async () => {
  const { run, data, file, demo } = world;
  await demo.control({ fault: { origin: "storage", bytesPerSecond: 200_000 } });
  file("large.bin", Buffer.alloc(8 * 1024 * 1024, 7));
  const upload = ["--data", data, "files", "upload", ...inGroup(demo.groups.member), "large.bin"];
  const sent = async () =>
    (await demo.inspect()).requests.filter(({ origin }) => origin === "storage").length;
  const sentBefore = await sent();
  const ended = run(upload, {
    onSpawn: async (child) => {
      while ((await sent()) === sentBefore) await new Promise(setImmediate);
      // As a terminal and npm do: more than once.
      interrupt(child);
      interrupt(child);
    },
  });
  expect(documentOf(await ended)).toEqual({ ok: false, code: "cancelled", message: expect.any(String) });
  await demo.control({ clearFaults: true });
  const group = (await demo.inspect()).groups.find(({ id }) => id === demo.groups.member);
  expect(group?.files.map(({ name }) => name)).not.toContain("large.bin");
});

test("no secret is printed or left on disk by any of these commands", () => {
  const { demo, aliceToken, runs, dataBytes } = world;
  const secrets = [demo.password, demo.geweToken, aliceToken, "wrong-horse-battery"];
  const printed = runs.map(({ stdout, stderr }) => Buffer.from(stdout + stderr));
  expect(printed.length).toBeGreaterThan(40);
  const places = [...printed, ...dataBytes()];
  for (const secret of secrets) expect(places.some((bytes) => bytes.includes(secret))).toBe(false);
});
