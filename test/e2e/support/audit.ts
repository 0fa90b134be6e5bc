import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** Runs axe on the page as it is now. Answers one line for each thing it found wrong. */
export async function auditPage(page: Page): Promise<readonly string[]> {
  // The page's own policy lets no foreign script in: the debugger brings it.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(await readFile(axeFile, "utf8"));
  const { violations } = await page.evaluate(
    async () =>
      (await Reflect.get(window, "axe").run(document, { resultTypes: ["violations"] })) as AxeResult,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${help}\n  ${html.slice(0, 300)}\n  ${failureSummary ?? ""}`,
    ),
  );
}
