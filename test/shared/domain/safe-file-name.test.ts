import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numberedName, safeFileName, splitName } from "../../../shared/domain/safe-file-name.ts";

const bytes = (text: string) => new TextEncoder().encode(text).length;

/** Any text, with what attackers and old systems like mixed in. */
const nastyName = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.string({ unit: "grapheme", maxLength: 80 }),
      fc.constantFrom(
        "../",
        "..\\",
        "/",
        "C:",
        "CON",
        "nul.",
        "com1",
        ".",
        " ",
        "\0",
        "\r\n",
        "\u202e",
        "\ud800",
      ),
      fc.constantFrom(
        "desktop.ini",
        ".tar.gz",
        ".txt",
        "\u3000",
        "\u2028",
        "e\u0301",
        "lpt\u00b9",
        "?.",
        "*",
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("safeFileName", () => {
  test.each([
    ["report.pdf", "report.pdf"],
    ["群公告 (最终版).docx", "群公告 (最终版).docx"],
    ["👩‍👩‍👧 family.png", "👩‍👩‍👧 family.png"],
    ["../../etc/passwd", "__.._etc_passwd"],
    ["..\\..\\boot.ini", "__.._boot.ini"],
    ["CON", "_CON"],
    ["NUL.txt", "_NUL.txt"],
    ["com1 .log", "_com1 .log"],
    ["console.log", "console.log"],
    ["name. . .", "name"],
    [".bashrc", "_bashrc"],
    ["photo\u202egpj.exe", "photogpj.exe"],
    ["a\0b\nc.txt", "abc.txt"],
    ["", "file"],
    [" . ", "_"],
    ["\u200b", "file"],
    ["e\u0301.txt", "\u00e9.txt"],
  ])("%j becomes %j", (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  test("300 characters are cut to 240 bytes, and the extension stays", () => {
    const safe = safeFileName(`${"名".repeat(300)}.tar.gz`);
    expect(bytes(safe)).toBeLessThanOrEqual(240);
    expect(bytes(safe)).toBeGreaterThan(230);
    expect(safe.endsWith("名.tar.gz")).toBe(true);
  });

  test("whatever goes in, one harmless name comes out", () => {
    fc.assert(
      fc.property(nastyName, (name) => {
        const safe = safeFileName(name);
        expect(bytes(safe)).toBeGreaterThan(0);
        expect(bytes(safe)).toBeLessThanOrEqual(240);
        expect(safe).not.toMatch(/[/\\:*?"<>|\p{Cc}\u202a-\u202e\u2066-\u2069]|^[. ]|[. ]$/u);
        expect(safe).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)\s*(?:\.|$)/iu);
        expect(safe.isWellFormed()).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("a safe name is left as it is", () => {
    fc.assert(
      fc.property(nastyName, (name) => {
        const safe = safeFileName(name);
        expect(safeFileName(safe)).toBe(safe);
      }),
      { numRuns: 500 },
    );
  });

  test("a number keeps the extension and stays below 255 bytes with .part behind it", () => {
    expect(numberedName("a.txt", 1)).toBe("a.txt");
    expect(numberedName("a.txt", 2)).toBe("a (2).txt");
    expect(numberedName("a.tar.gz", 10)).toBe("a (10).tar.gz");
    expect(numberedName("Makefile", 2)).toBe("Makefile (2)");
    expect(bytes(`${numberedName(safeFileName("x".repeat(300)), 9999)}.part`)).toBeLessThanOrEqual(255);
  });

  test("what is no extension is not taken for one", () => {
    expect(splitName("v1.2 final")).toEqual({ stem: "v1.2 final", extension: "" });
    expect(splitName(".gz")).toEqual({ stem: ".gz", extension: "" });
    expect(splitName(`a.${"x".repeat(40)}`).extension).toBe("");
  });
});
