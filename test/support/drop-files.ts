import type { Page } from "@playwright/test";

/** Drops real files on an element, as the desktop would: their paths travel with them, which no script can do. */
export async function dropFiles(page: Page, selector: string, paths: readonly string[]): Promise<void> {
  const target = page.locator(selector).first();
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (box === null) throw new Error(`nothing to drop on: ${selector}`);
  const place = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  const session = await page.context().newCDPSession(page);
  try {
    for (const type of ["dragEnter", "dragOver", "drop"] as const) {
      const data = { items: [], files: [...paths], dragOperationsMask: 1 };
      await session.send("Input.dispatchDragEvent", { type, ...place, data });
    }
  } finally {
    await session.detach();
  }
}
