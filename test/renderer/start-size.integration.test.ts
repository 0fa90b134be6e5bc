import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const budgetBytes = 400_000;
const languages = ["en", "zh-cn"];

let html = "";
let chunks: readonly Rolldown.OutputChunk[] = [];

beforeAll(async () => {
  // As it is shipped: under "test" it would be React with all its warnings.
  vi.stubEnv("NODE_ENV", "production");
  const built = await build({
    root: here("../../renderer"),
    configFile: here("../../vite.renderer.config.ts"),
    logLevel: "error",
    build: { write: false },
  });
  if (!("output" in built)) throw new Error("the page was not built in one go");
  const document = built.output.find(({ fileName }) => fileName === "index.html");
  html = document?.type === "asset" ? String(document.source) : "";
  chunks = built.output.filter((part) => part.type === "chunk");
});

afterAll(() => {
  vi.unstubAllEnvs();
});

/** What the browser has to load before the page's first line runs: what the document names, and all that imports. */
function startChunks(): readonly Rolldown.OutputChunk[] {
  const start = new Set(chunks.filter(({ fileName }) => html.includes(fileName)));
  for (const { imports } of start) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) start.add(chunk);
  }
  return [...start];
}

test("what is loaded before the first paint stays small", () => {
  const bytes = startChunks().reduce((sum, { code }) => sum + Buffer.byteLength(code), 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(budgetBytes);
});

test("nothing heavy comes along with the first paint", () => {
  const modules = startChunks().flatMap(({ moduleIds }) => moduleIds);
  const packages = modules.flatMap((id) => /.*node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(id)?.[1] ?? []);
  expect([...new Set(packages)].sort()).toEqual([
    "@tanstack/react-virtual",
    "@tanstack/virtual-core",
    "i18next",
    "react",
    "react-dom",
    "scheduler",
    "zustand",
  ]);
});

test("each language has its words in a file of its own, which holds nothing else", () => {
  for (const language of languages) {
    const [words, ...others] = chunks.filter(({ moduleIds }) =>
      moduleIds.some((id) => id.endsWith(`/words/${language}.ts`)),
    );
    expect(others).toEqual([]);
    expect(words?.moduleIds).toHaveLength(1);
    expect(words?.imports).toEqual([]);
    expect(startChunks()).not.toContain(words);
  }
});
