import { expect, type Page } from "@playwright/test";

export const schemes = ["dark", "light"] as const;

/** The system's colours become these, and the page stands still in them; it must have chosen none of its own. */
export async function showInScheme(page: Page, scheme: (typeof schemes)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await expect(page.locator("html")).toHaveAttribute("data-theme", scheme, { timeout: 60_000 });
  await page.evaluate(async () => {
    // Two frames: the one in which the colours change, and the one in which what moves to them has begun.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
