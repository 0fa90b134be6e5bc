import { expect, type Locator, type Page } from "@playwright/test";

export async function openJoinPanel(page: Page): Promise<void> {
  const panel = page.getByRole("complementary", { name: "Join by QR code" });
  if (await panel.isVisible()) return;
  await page.getByRole("button", { name: "Join by QR code" }).click();
  await expect(panel).toBeVisible();
}

/** The card of a code of this kind. */
export function codeCard(page: Page, kind: string): Locator {
  return page.getByRole("article", { name: new RegExp(`: ${kind}$`) });
}

/** Types a code's text or a link, as if it had been pasted into the field. The newest card is the first. */
export async function pasteCode(page: Page, text: string): Promise<void> {
  await openJoinPanel(page);
  const field = page.getByRole("textbox", { name: "Invite link or message" });
  await field.fill(text);
  await field.press("Enter");
  await expect(field).toHaveValue("");
}

/** Pastes a picture as the clipboard would hand it to the page. */
export async function pastePicture(page: Page, png: Buffer): Promise<void> {
  // What listens for it comes a moment after the first paint.
  await openJoinPanel(page);
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([bytes], "image.png", { type: "image/png" }));
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, png.toString("base64"));
}

/** Both steps: the wish, and the answer to the question. */
export async function confirmJoining(card: Locator): Promise<void> {
  await card.getByRole("button", { name: "Join…" }).click();
  await card.getByRole("group").getByRole("button", { name: "Join", exact: true }).click();
}
