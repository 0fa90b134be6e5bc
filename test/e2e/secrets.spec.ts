import { randomBytes } from "node:crypto";
import { type App, expect } from "../support/app.ts";
import {
  choose,
  fileRow,
  groupRow,
  memberRow,
  openGroup,
  openSettings,
  transferRow,
} from "./support/app-pages.ts";
import { onDesk } from "./support/desk.ts";
import { codeCard, confirmJoining, pasteCode } from "./support/join-panel.ts";
import {
  addAccount,
  fillAccount,
  issueToken,
  openAccountForm,
  ownAccount,
  passwordField,
} from "./support/own-server.ts";
import { test } from "./support/restarts.ts";
import { requestsIn } from "./support/running-demo.ts";
import { scanFolder, secretsIn } from "./support/secret-scan.ts";

/** Everything the page heard from main, and everything it wrote to its console. */
async function listenTo(app: App): Promise<() => Promise<string>> {
  const written: string[] = [];
  app.page.on("console", (message) => written.push(message.text()));
  await app.main("recordTraffic");
  return async () => [...((await app.main("recordedTraffic")) as string[]), ...written].join("\n");
}

test("after a whole day's work no secret lies anywhere", async ({ start, server }) => {
  const app = await start();
  const { page } = app;
  const heard = await listenTo(app);
  const pasted = await issueToken(server, "alice");
  const wrong = `wrong-${randomBytes(12).toString("hex")}`;
  const ofProxy = `proxy-${randomBytes(12).toString("hex")}`;
  const { password, geweToken: weChat } = server;
  const secrets = { password, pasted, wrong, "WeChat token": weChat, "of the proxy": ofProxy };

  await test.step("sign in: refused, by password, by token, and at the gateway", async () => {
    const form = await openAccountForm(page);
    await fillAccount(form, { ...ownAccount(server), password: wrong });
    await form.getByRole("button", { name: "Sign in" }).click();
    await expect(form.getByRole("alert")).toBeVisible();
    await passwordField(form).fill(server.password);
    await passwordField(form).press("Enter");
    await expect(groupRow(page, "Open Source Friends")).toBeVisible();
    const { apiUrl, appId, geweUrl, geweAppId, geweToken } = server;
    await addAccount(page, { apiUrl, appId, name: "By token", token: pasted });
    const phone = { kind: "WeChat (GeWe)", apiUrl: geweUrl, appId: geweAppId, token: geweToken } as const;
    await addAccount(page, { ...phone, name: "Phone" });
    await expect(groupRow(page, "大学同学会")).toBeVisible();
  });

  await test.step("browse, upload, download, join", async () => {
    await page.getByRole("button", { name: "Work, Lanying IM" }).click();
    await openGroup(page, "Open Source Friends", "Members");
    await expect(memberRow(page, "Alice Brown")).toBeVisible();
    await page.getByRole("tab", { name: "Files" }).click();
    await app.dropFiles("main", [await onDesk(app, "notes.txt", "some notes")]);
    await expect(transferRow(page, "notes.txt")).toContainText("Uploaded");
    // Its row moves the others down, and a click may meet another one.
    await expect(fileRow(page, "notes.txt")).toBeVisible();
    await page.getByRole("button", { name: "Download CONTRIBUTING.txt" }).click();
    await expect(transferRow(page, "CONTRIBUTING.txt")).toContainText("Downloaded");
    await pasteCode(page, server.codes.openGroup);
    await confirmJoining(codeCard(page, "Group code"));
    await expect(codeCard(page, "Group code").getByRole("status")).toContainText("Joined.");
  });

  await test.step("everything fails once", async () => {
    const refresh = page.getByRole("region", { name: "Groups" }).getByRole("button", { name: /^Refresh/ });
    const problem = page.getByRole("region", { name: "Groups" }).getByRole("alert");
    const failures = [{ status: 500 }, { malformedJson: true }, { dropConnection: true }, { code: 10002 }];
    for (const failure of failures) {
      await server.control({ fault: { path: "^/group", ...failure } });
      await refresh.click();
      await expect(problem).toBeVisible();
      await server.control({ clearFaults: true });
      await problem.getByRole("button", { name: "Try again" }).click();
      await expect(problem).toHaveCount(0);
    }
  });

  await test.step("sessions end: one is renewed with the password, one asks again", async () => {
    const signIns = async () => requestsIn(await server.inspect(), { origin: "api", path: "/token/user" });
    const before = await signIns();
    await server.control({ expireSessions: true });
    await page
      .getByRole("region", { name: "Groups" })
      .getByRole("button", { name: /^Refresh/ })
      .click();
    await expect.poll(signIns).toBe(before + 1);
    await page.getByRole("button", { name: /^By token,/ }).click();
    await page
      .getByRole("region", { name: "Groups" })
      .getByRole("button", { name: /^Refresh/ })
      .click();
    await expect(page.getByRole("button", { name: "By token, Lanying IM, signed out" })).toBeVisible();
  });

  await test.step("a proxy that wants a password", async () => {
    const settings = await openSettings(page);
    await choose(settings, "Proxy server", "Manual");
    await settings.getByLabel("Proxy address").fill("http://proxy.example.com:8080");
    await settings.getByLabel("User name").fill("ann");
    await settings.getByLabel("Password", { exact: true }).fill(ofProxy);
    await settings.getByRole("button", { name: "Save" }).click();
    await expect(settings.getByText("A password is kept.")).toBeVisible();
  });

  const words = await heard();
  expect(words).toContain("groups.changed");
  expect(words).toContain("Alice Brown");
  expect(secretsIn(Buffer.from(words), secrets)).toEqual([]);
  expect(secretsIn(Buffer.from(await page.content()), secrets)).toEqual([]);
  await app.close();
  expect(secretsIn(Buffer.from(app.output()), secrets)).toEqual([]);
  const { files, finds } = await scanFolder(app.dataFolder, secrets);
  expect(files.some((file) => file.startsWith("logs"))).toBe(true);
  expect(files).toContain("cache.sqlite");
  expect(finds).toEqual([]);
});

test("the scan finds what is there to be found", () => {
  const secret = "a-secret-of-some-length";
  const carriers = [
    `before ${secret} after`,
    Buffer.from(`before ${secret} after`, "utf16le"),
    Buffer.from(secret).toString("base64"),
    `demo-session-${"0f".repeat(24)}`,
  ];
  for (const carrier of carriers) expect(secretsIn(Buffer.from(carrier), { secret })).toHaveLength(1);
  expect(secretsIn(Buffer.from("nothing to see"), { secret })).toEqual([]);
});
