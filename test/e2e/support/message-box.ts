import type { MessageBox } from "../../../main/shell/message-box.ts";
import { type AppWithoutWindow, expect } from "../../support/app.ts";

/** Waits for the box that says this. */
export async function messageBox(app: Pick<AppWithoutWindow, "main">, words: RegExp): Promise<MessageBox> {
  const open = async () => (await app.main("messageBox")) as MessageBox | null;
  await expect.poll(async () => (await open())?.message ?? "", { timeout: 30_000 }).toMatch(words);
  const box = await open();
  if (box === null) throw new Error("the message box closed by itself");
  return box;
}

/** The person's click. The process may be gone before the answer to it is back. */
export function choose(app: Pick<AppWithoutWindow, "main">, choice: string): void {
  app.main("answerMessageBox", choice).catch(() => undefined);
}
