import type { Page } from "@playwright/test";
import { test } from "vitest";
import type { CallName } from "../../../shared/ipc/contract.ts";
import { pickPictures } from "../../support/pick-pictures.ts";
import { drawPicture, toPng } from "../../support/qr-images.ts";
import { answer, called } from "../support/fake-main-calls.ts";
import { fakePages } from "../support/fake-pages.ts";
import { ownedGroup } from "../support/group-pages.ts";
import { axeFindings, axeFindingsInBoth, expect, picture } from "../support/page-checks.ts";

const onPage = fakePages();

/** The input of the latest call of that name. */
const lastSent = async (page: Page, name: CallName) => (await called(page, name)).at(-1);

async function openSettings(page: Page, group: string) {
  await page.getByRole("grid", { name: "Groups" }).getByText(group).click();
  await page.getByRole("tab", { name: "Settings" }).click();
  await page.getByRole("heading", { name: "Danger zone" }).waitFor();
}

test("axe finds nothing wrong with the settings, questions open", async () => {
  await onPage({}, async (page) => {
    await openSettings(page, ownedGroup);
    expect(await axeFindingsInBoth(page)).toEqual([]);
    await page.getByRole("button", { name: "Hand the group over" }).click();
    await page.getByRole("radiogroup", { name: "New owner" }).getByRole("radio").first().check();
    expect(await axeFindingsInBoth(page)).toEqual([]);
    await page.getByRole("button", { name: "Destroy group" }).click();
    await page.getByLabel("Type the group’s name").waitFor();
    expect(await axeFindingsInBoth(page)).toEqual([]);
  });
});

test("a setting is saved at once; a refused one goes back and says why, with a way to try again", async () => {
  await onPage({}, async (page) => {
    await openSettings(page, ownedGroup);
    await page.getByRole("radiogroup", { name: "Who may join" }).getByLabel("Nobody").check();
    await page.getByText("Saved", { exact: true }).waitFor();
    await expect
      .poll(() => lastSent(page, "groups.changeSettings"))
      .toMatchObject({ changes: { joinRule: "closed" } });
    const history = page.getByRole("switch", { name: "History for new members" });
    await history.click();
    await page.getByText("需要管理员权限 (20012)").waitFor();
    await expect(history).toHaveAttribute("aria-checked", "true");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("需要管理员权限 (20012)").waitFor();
  });
});

test("what the server took and does not show yet can be looked at again, and is not sent again", async () => {
  await onPage({ height: 1400 }, async (page) => {
    await openSettings(page, ownedGroup);
    const message = "the server took the change, and still shows the old value";
    await answer(page, "groups.changeSettings", { ok: false, code: "unconfirmed", message });
    await page.getByRole("radiogroup", { name: "Who may join" }).getByLabel("Nobody").click();
    await page.getByText("The server took the change, but still shows the old state.").waitFor();
    await picture(page, "settings-unconfirmed-en");
    expect(await axeFindings(page)).toEqual([]);
    const sent = (await called(page, "groups.changeSettings")).length;
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByRole("button", { name: "Look again" }).waitFor({ state: "detached" });
    expect(await called(page, "groups.changeSettings")).toHaveLength(sent);
  });
});

test("a long extension is warned of, and saved all the same", async () => {
  await onPage({}, async (page) => {
    await openSettings(page, ownedGroup);
    const field = page.getByRole("textbox", { name: "Extension" });
    await field.fill(JSON.stringify("x".repeat(253)));
    await page.getByText("255 of 20,000 characters").waitFor();
    const warning = page.getByText("Longer than 255 characters");
    await expect(warning).toHaveCount(0);
    await field.fill(JSON.stringify("x".repeat(254)));
    await warning.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "settings-long-extension-en");
    await page.locator(".extension").getByRole("button", { name: "Save" }).click();
    await page.locator(".extension").getByText("Saved").waitFor();
  });
});

test("everybody is muted by a preset, until when is told, and it is lifted", async () => {
  await onPage({}, async (page) => {
    await openSettings(page, ownedGroup);
    await page.getByRole("button", { name: "10 min" }).click();
    await page.getByText(/Muted until \d\d:\d\d|Muted until .+ \d\d:\d\d/).waitFor();
    await expect.poll(() => lastSent(page, "groups.muteAll")).toMatchObject({ minutes: 10 });
    await page
      .getByRole("group", { name: "Mute everybody" })
      .getByRole("button", { name: "For ever" })
      .click();
    await page.getByText("Muted for ever").waitFor();
    await page.getByRole("button", { name: "Lift" }).click();
    await page.getByText("Everybody may write").waitFor();
  });
});

test("the extension is checked as JSON, keeps long numbers, and has a raw mode", async () => {
  await onPage({}, async (page) => {
    await openSettings(page, ownedGroup);
    const field = page.getByRole("textbox", { name: "Extension" });
    await expect(field).toHaveValue(/\n {2}"owner": 9007199254740993,/);
    await field.fill("{ broken");
    await page.getByText("This is not valid JSON").waitFor();
    const save = page.locator(".extension").getByRole("button", { name: "Save" });
    await expect(save).toBeDisabled();
    await page.getByRole("radiogroup", { name: "Edit the extension as" }).getByLabel("Raw text").check();
    await save.click();
    await page.locator(".extension").getByText("Saved").waitFor();
    await expect.poll(() => lastSent(page, "groups.setExtension")).toMatchObject({ extension: "{ broken" });
  });
});

test("a plain member sees the settings disabled with the reason, and may still set what is his own", async () => {
  await onPage({}, async (page) => {
    await openSettings(page, "Weekend hiking");
    await page.getByText("Only the owner and admins can change this.").first().waitFor();
    await expect(page.getByRole("switch", { name: "Read receipts" })).toBeDisabled();
    await expect(page.getByRole("button", { name: "Destroy group" })).toBeDisabled();
    await page
      .getByRole("radiogroup", { name: "Push to my phone" })
      .getByLabel("@me", { exact: true })
      .check();
    await page.getByText("Saved", { exact: true }).waitFor();
    await expect
      .poll(() => lastSent(page, "groups.changeSettings"))
      .toMatchObject({ changes: { pushMode: "mention" } });
    expect(await axeFindings(page)).toEqual([]);
  });
});

test("one who turns out to be the owner is offered to hand the group over", async () => {
  await onPage({}, async (page) => {
    await openSettings(page, "Chess club");
    await page.getByRole("button", { name: "Leave group" }).click();
    await page
      .getByRole("group", { name: "Leave group" })
      .getByRole("button", { name: "Leave group" })
      .click();
    await page.getByText("群主不能退群 (20004)").waitFor();
    await page.getByRole("button", { name: "Hand the group over instead" }).click();
    await page.getByRole("radiogroup", { name: "New owner" }).waitFor();
  });
});

test("a group is destroyed only once its name is typed; then nothing is open", async () => {
  await onPage({}, async (page) => {
    await openSettings(page, ownedGroup);
    await page.getByRole("button", { name: "Destroy group" }).click();
    const question = page.getByRole("group", { name: "Destroy group" });
    const button = question.getByRole("button", { name: "Destroy group" });
    await expect(button).toBeDisabled();
    await page.getByLabel("Type the group’s name").fill("青禾");
    await expect(button).toBeDisabled();
    await page.getByLabel("Type the group’s name").fill(` ${ownedGroup} `);
    await button.click();
    await page.getByText("Pick a group").waitFor();
    await expect.poll(() => lastSent(page, "groups.destroy")).toMatchObject({ typedName: ` ${ownedGroup} ` });
  });
});

test("a group is renamed in its head; a refusal keeps the field and says why", async () => {
  await onPage({}, async (page) => {
    await openSettings(page, ownedGroup);
    await page.getByRole("button", { name: "Rename group" }).click();
    const field = page.getByRole("textbox", { name: "Group name" });
    await field.fill("refused");
    await field.press("Enter");
    await page.getByText("名称含有敏感词 (10002)").waitFor();
    await field.fill("Evening readers");
    await field.press("Enter");
    await page.getByRole("heading", { level: 2, name: "Evening readers" }).waitFor();
    await page.getByRole("tab", { name: "Overview" }).click();
    await page.getByRole("button", { name: "Edit description" }).click();
    await page.getByRole("textbox", { name: "Description" }).fill("Mondays");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Mondays").waitFor();
  });
});

test("a picture is cut by keyboard and sent as a square JPEG", async () => {
  await onPage({}, async (page) => {
    await openSettings(page, ownedGroup);
    await page.getByRole("button", { name: /Change the picture of/ }).click();
    const panel = page.getByRole("complementary", { name: "Group picture" });
    const pick = (name: string, buffer: Buffer) =>
      pickPictures(page, { name, mimeType: "image/png", buffer }, () =>
        panel.getByRole("button", { name: "Pick a picture" }).click(),
      );
    await pick("broken.png", Buffer.from("no picture"));
    await panel.getByText("The picture could not be read.").waitFor();
    await pick("hill.png", toPng(drawPicture({ width: 400, height: 300, isChat: true }, [])));
    const crop = panel.getByRole("application");
    await crop.focus();
    for (const key of ["+", "+", "ArrowRight", "ArrowDown", "-"]) await page.keyboard.press(key);
    expect(Number(await panel.getByRole("slider", { name: "Zoom" }).inputValue())).toBeGreaterThan(1);
    expect(await axeFindings(page)).toEqual([]);
    await panel.getByRole("button", { name: "Use this picture" }).click();
    await panel.waitFor({ state: "detached" });
    const { base64, type } = (await lastSent(page, "groups.setAvatar")) as { base64: string; type: string };
    expect(type).toBe("image/jpeg");
    const size = await page.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/jpeg;base64,${data}`;
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    }, base64);
    expect(size).toEqual([512, 512]);
  });
});

test("a new group needs a name, takes pasted ids and a picture, and opens when it is there", async () => {
  await onPage({}, async (page) => {
    await page.getByRole("grid", { name: "Groups" }).getByRole("row").first().waitFor();
    await page
      .getByRole("navigation")
      .getByRole("button", { name: /^Inbox/ })
      .click();
    await page.getByRole("button", { name: "Back to the groups" }).waitFor();
    await page.getByRole("button", { name: "New group" }).click();
    const panel = page.getByRole("complementary", { name: "New group" });
    await panel.getByRole("button", { name: "Create group" }).click();
    await panel.getByText("A group needs a name.").waitFor();
    await panel.getByRole("button", { name: "Show public groups" }).click();
    await panel.getByRole("listitem").first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await panel.getByLabel("Name", { exact: true }).fill("Tea tasting");
    await panel.getByLabel("Members").fill("6597320918272, 6597320926191\n6597320918272");
    await panel.getByText("2 people").waitFor();
    await panel.getByRole("button", { name: "Create group" }).click();
    await panel.waitFor({ state: "detached" });
    await expect
      .poll(() => lastSent(page, "groups.create"))
      .toMatchObject({
        name: "Tea tasting",
        userIds: ["6597320918272", "6597320926191"],
        avatar: null,
      });
    await page.getByRole("button", { name: "Back to the groups" }).waitFor({ state: "detached" });
  });
});
