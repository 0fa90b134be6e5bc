import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Page, expect as pageExpect } from "@playwright/test";
import { schemes, showInScheme } from "./show-in-scheme.ts";

/** Asks a page until it is so, with time enough for a machine that has other things to do. */
export const expect = pageExpect.configure({ timeout: 60_000 });

const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with the page as it is now: rule and element of each. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // Compiling it takes as long as running it: once in a page is enough.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(await axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
  });
}

/** The same in both colour schemes of the system; light again at the end. */
export async function axeFindingsInBoth(page: Page): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const scheme of schemes) {
    await showInScheme(page, scheme);
    findings.push(...(await axeFindings(page)).map((finding) => `${scheme}: ${finding}`));
  }
  return findings;
}

/** For looking at: a picture of the page where QUNZHU_SCREENS names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.QUNZHU_SCREENS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
