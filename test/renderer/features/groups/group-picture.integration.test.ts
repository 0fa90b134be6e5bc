import { expect, test } from "vitest";
import { png } from "../../../../main/platform/png.ts";
import { answer, emit } from "../../support/fake-main-calls.ts";
import { fakePages } from "../../support/fake-pages.ts";
import { accountId, sampleGroup } from "../../support/samples.ts";

const onPage = fakePages();
const dataUrl = (side: number) =>
  `data:image/png;base64,${png(side, () => [20, 120, 200]).toString("base64")}`;

test.each([
  ["a huge one is decoded small", 4000, 256],
  ["a small one stays what it is", 96, 96],
])("a group's picture: %s", (_title, side, shown) =>
  onPage({}, async (page) => {
    await answer(page, "groups.avatar", { ok: true, value: dataUrl(side) });
    const group = sampleGroup({ id: "1", name: "Pictured", avatar: `square-${side}` });
    await answer(page, "groups.window", {
      ok: true,
      value: { revision: Date.now(), total: 1, rows: [group] },
    });
    await emit(page, "groups.changed", { accountId });
    const picture = page.getByRole("row", { name: /Pictured/ }).locator("img.avatar");
    await picture.waitFor();
    const size = () => picture.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]);
    await expect.poll(size).toEqual([shown, shown]);
  }),
);
