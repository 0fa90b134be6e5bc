import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { OpeningFault } from "../../../main/platform/database/database.ts";
import { openBoth } from "../../../main/platform/database/open-both.ts";
import { checkDataFolder, downloadsOrHome } from "../../../main/shell/data-folder.ts";
import { type StartFault, startFailure, startFaultOf } from "../../../main/shell/start-failure.ts";
import { AppError } from "../../../shared/errors.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const systemError = (code: string) => Object.assign(new Error(`${code}: no`), { code });
const ofFolder = (code: string) =>
  new AppError("file_error", "could not write", { cause: systemError(code) });
const ofDatabase = (database: "cache" | "journal", reason: string) =>
  new AppError("storage", "no", { cause: new OpeningFault(database, reason) });

const faults: readonly (readonly [string, unknown, StartFault])[] = [
  ["a folder that may not be written", ofFolder("EACCES"), "read_only"],
  ["a disk that is read-only", ofFolder("EROFS"), "read_only"],
  ["a file in the folder's place", ofFolder("EEXIST"), "not_a_folder"],
  ["a folder inside a file", ofFolder("ENOTDIR"), "not_a_folder"],
  ["a drive that is away", ofFolder("ENOENT"), "folder_missing"],
  ["a full disk", ofFolder("ENOSPC"), "disk_full"],
  ["a full disk under the database", ofDatabase("cache", "SQLITE_FULL"), "disk_full"],
  ["a database file that is read-only", ofDatabase("cache", "SQLITE_READONLY"), "read_only"],
  ["a database that another program locks", ofDatabase("journal", "SQLITE_BUSY"), "in_use"],
  ["a database that Windows lets nobody rename", ofDatabase("cache", "EPERM"), "in_use"],
  ["a newer database that cannot be set aside", ofDatabase("journal", "NEWER"), "newer_version"],
  ["a cache that cannot be opened", ofDatabase("cache", "SQLITE_CANTOPEN"), "cache_broken"],
  ["a journal that cannot be opened", ofDatabase("journal", "SQLITE_IOERR"), "journal_broken"],
  ["no browser", new AppError("unsupported", "no Chromium, Chrome or Edge found"), "no_browser"],
  ["anything else", new TypeError("undefined is not a function"), "other"],
  ["what is no error at all", "a string", "other"],
];

test.each(faults)("%s is told as what it is", (_name, cause, fault) => {
  expect(startFaultOf(cause)).toBe(fault);
  for (const language of ["en-GB", "zh-CN"]) {
    const box = startFailure(cause, { dataFolder: "/the/data", language });
    expect(box.message).not.toBe("");
    expect(box.detail).toContain("/the/data");
    expect(/\p{Script=Han}/u.test(box.message)).toBe(language === "zh-CN");
    const choices = box.choices.map(({ choice }) => choice);
    expect(choices).toContain("retry");
    expect(choices).toContain("quit");
  }
});

test("a fresh cache is offered where the cache is the cause, and never for the journal or a full disk", () => {
  const offered = (cause: unknown) =>
    startFailure(cause, { dataFolder: "x", language: "en" }).choices.some(
      ({ choice }) => choice === "fresh_cache",
    );
  expect(offered(ofDatabase("cache", "SQLITE_CANTOPEN"))).toBe(true);
  expect(offered(ofDatabase("cache", "NEWER"))).toBe(true);
  expect(offered(ofDatabase("journal", "SQLITE_CANTOPEN"))).toBe(false);
  expect(offered(ofDatabase("cache", "SQLITE_FULL"))).toBe(false);
  expect(offered(ofFolder("EACCES"))).toBe(false);
});

describe("the data folder", () => {
  test("is made, and nothing of the look at it is left", async () => {
    const folder = join(await tempFolder(), "new", "data");
    checkDataFolder(folder);
    checkDataFolder(folder);
    expect(await readdir(folder)).toEqual([]);
  });

  test("that is a file is told as no folder", async () => {
    const file = join(await tempFolder(), "data");
    await writeFile(file, "a file");
    const look = () => checkDataFolder(file);
    expect(look).toThrow(AppError);
    try {
      look();
    } catch (cause) {
      expect(cause).toMatchObject({ code: "file_error" });
      expect(startFaultOf(cause)).toBe("not_a_folder");
    }
  });

  test("with a journal that cannot be opened is told as that", async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, "journal.sqlite"));
    const cause = await openBoth(folder).catch((failed: unknown) => failed);
    expect(startFaultOf(cause)).toBe("journal_broken");
  });
});

test("downloads go to the home folder where the system cannot say where downloads go", () => {
  const away = () => {
    throw new Error("Failed to get 'downloads' path");
  };
  expect(downloadsOrHome(() => "D:\\Downloads")).toBe("D:\\Downloads");
  expect(downloadsOrHome(away)).not.toBe("");
});
