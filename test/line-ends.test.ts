import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.dirname(import.meta.dirname);
const attributes = readFileSync(path.join(root, ".gitattributes"), "utf8").split("\n");
const binary = attributes.flatMap((line) => /^\*(\.\w+) binary$/.exec(line)?.[1] ?? []);
const notOurs = new Set(["node_modules", "out", "dist"]);
/** What a file manager or an editor leaves is not ours either. */
const isHidden = (name: string) => name.startsWith(".") || name === "Thumbs.db";

const files = readdirSync(root, { withFileTypes: true })
  .filter(({ name }) => !notOurs.has(name) && !isHidden(name))
  .flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(path.join(root, entry.name), { recursive: true, withFileTypes: true })
      : [entry],
  )
  .filter((entry) => entry.isFile() && !isHidden(entry.name))
  .map((entry) => path.join(entry.parentPath, entry.name));

test("git converts no line end, whatever the machine is set to", () => {
  expect(attributes).toContain("* text=auto eol=lf");
  const converted = files.filter(
    (file) => !binary.includes(path.extname(file)) && readFileSync(file).includes("\r\n"),
  );
  expect(converted).toEqual([]);
});

test("every file that is not text is named as one that git leaves alone", () => {
  const unnamed = files.filter(
    (file) => readFileSync(file).subarray(0, 8000).includes(0) && !binary.includes(path.extname(file)),
  );
  expect(unnamed).toEqual([]);
});
