import { readCodesFromBytes } from "../../main/features/join/read-image-file.ts";
import { geweConsole } from "../../shared/domain/gewe-account.ts";
import { expect } from "../support/app.ts";
import { groupRow } from "./support/app-pages.ts";
import { fillAccount, openAccountForm, test, tokenField } from "./support/own-server.ts";

test("a WeChat account whose device was dropped is added, and signed in again by the code in the window", async ({
  app,
  server,
}) => {
  const { page } = app;
  const { geweUrl, geweAppId, geweToken } = server;
  await server.control({ gewe: { drops: "unnoticed" } });
  const form = await openAccountForm(page);
  // As people have them: the host alone, and the token as it stands in a script.
  const { host } = new URL(geweUrl);
  const token = `X-GEWE-TOKEN: {{${geweToken}}}`;
  await fillAccount(form, { kind: "WeChat (GeWe)", apiUrl: host, appId: geweAppId, name: "Phone", token });
  await form.getByRole("button", { name: "Open the console" }).click();
  await expect.poll(() => app.main("lastOpenedInBrowser")).toBe(geweConsole);
  await tokenField(form).press("Enter");

  await expect(page.getByText("Groups not read yet")).toBeVisible();
  await page.getByRole("button", { name: "Sign in with a code" }).click();
  const panel = page.getByRole("complementary", { name: "Sign in to WeChat again" });
  await panel.getByRole("combobox").selectOption({ label: "Guangdong" });
  await panel.getByRole("button", { name: "Show the code" }).press("Enter");
  const code = panel.getByRole("img", { name: "Code to sign in to WeChat" });
  await expect(code).toBeVisible();
  // The button went with its press.
  await expect(panel).toBeFocused();
  const [read] = await readCodesFromBytes(await code.screenshot());
  expect(read?.text).toMatch(/^http:\/\/weixin\.qq\.com\/x\//);

  await server.control({ gewe: { phone: "cancel" } });
  await expect(panel.getByText("It was cancelled on the phone.")).toBeVisible();
  await panel.getByRole("button", { name: "New code" }).click();
  await expect(code).toBeVisible();
  await server.control({ gewe: { phone: "check" } });
  await panel.getByRole("button", { name: "Open the page" }).click();
  await expect.poll(() => app.main("lastOpenedInBrowser")).toMatch(/^http:\/\/127\.0\.0\.1:9\//);
  await server.control({ gewe: { phone: "scan" } });
  await expect(panel.getByText("林晓 has scanned it. Confirm on the phone.")).toBeVisible();
  await server.control({ gewe: { phone: "confirm" } });
  await expect(panel.getByText("WeChat is signed in again.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Phone, WeChat (GeWe)", exact: true })).toBeVisible();
  await expect(groupRow(page, "大学同学会")).toBeVisible();
  expect((await server.inspect()).geweDevices).toHaveLength(1);

  // Known by now: somebody else is refused.
  await server.control({ gewe: { drops: "noticed" } });
  await page
    .getByRole("region", { name: "Groups" })
    .getByRole("button", { name: /^Refresh/ })
    .click();
  await panel.getByRole("button", { name: "Show the code" }).click();
  await expect(code).toBeVisible();
  await server.control({ gewe: { phone: "other_person" } });
  await expect(panel.getByText("That is not this account’s person")).toBeVisible();
  expect((await server.inspect()).geweDevices).toMatchObject([{ wxid: null }]);
});
