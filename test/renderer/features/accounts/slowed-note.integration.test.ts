import { expect, test } from "vitest";
import { answer, emit } from "../../support/fake-main-calls.ts";
import { fakePages } from "../../support/fake-pages.ts";
import { sampleAccount } from "../../support/samples.ts";

const onPage = fakePages();

test("the note that a server wants to be asked less comes with the pause and goes with it", async () => {
  await onPage({}, async (page) => {
    const note = page.getByText(/asked us to slow down until \d\d:\d\d:\d\d/);
    expect(await note.count()).toBe(0);
    const slowed = sampleAccount({ slowedUntil: Date.now() + 3000 });
    await answer(page, "accounts.list", { ok: true, value: [slowed] });
    await emit(page, "accounts.changed", {});
    await note.waitFor();
    await note.waitFor({ state: "detached" });
  });
});
