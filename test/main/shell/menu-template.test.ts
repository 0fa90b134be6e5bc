import { expect, test } from "vitest";
import { isRefreshKey, type MenuEntry, menuTemplate } from "../../../main/shell/menu-template.ts";

const flat = (entries: readonly MenuEntry[]): readonly MenuEntry[] =>
  entries.flatMap((entry) => ("submenu" in entry ? [entry, ...flat(entry.submenu)] : [entry]));
const rolesOf = (platform: string) =>
  flat(menuTemplate({ platform, language: "en", onRefresh: () => undefined })).flatMap((entry) =>
    "role" in entry ? [entry.role] : [],
  );

test.each(["darwin", "win32", "linux"])("on %s nothing in the menu reloads the page", (platform) => {
  const roles: readonly string[] = rolesOf(platform);
  expect(roles).not.toContain("reload");
  expect(roles).not.toContain("forceReload");
  expect(roles).toEqual(expect.arrayContaining(["undo", "cut", "copy", "paste", "selectAll", "zoomIn"]));
});

test("a Mac has its application and window menus, the others can quit", () => {
  expect(rolesOf("darwin")).toEqual(expect.arrayContaining(["appMenu", "windowMenu", "close"]));
  expect(rolesOf("linux")).toContain("quit");
});

test("F5 is in the menu and refreshes", () => {
  let refreshed = 0;
  const entries = flat(
    menuTemplate({ platform: "linux", language: "en", onRefresh: () => (refreshed += 1) }),
  );
  const entry = entries.find((each) => "click" in each && each.accelerator === "F5");
  if (entry !== undefined && "click" in entry) entry.click();
  expect(refreshed).toBe(1);
});

test.each([
  ["zh-CN", "文件(&F)"],
  ["zh", "文件(&F)"],
  ["en-GB", "&File"],
  ["de", "&File"],
])("in %s the first menu is %s", (language, label) => {
  expect(menuTemplate({ platform: "linux", language, onRefresh: () => undefined })[0]).toMatchObject({
    label,
  });
});

const key = { key: "", control: false, meta: false, shift: false };
test.each([
  [{ ...key, key: "F5" }, "linux", true],
  [{ ...key, key: "r", control: true }, "linux", true],
  [{ ...key, key: "R", control: true }, "win32", true],
  [{ ...key, key: "r", meta: true }, "darwin", true],
  [{ ...key, key: "r", control: true }, "darwin", false],
  [{ ...key, key: "r" }, "linux", false],
  [{ ...key, key: "r", control: true, shift: true }, "linux", false],
])("%j on %s refreshes: %s", (pressed, platform, isRefresh) => {
  expect(isRefreshKey(pressed, platform)).toBe(isRefresh);
});
