import type { ShippedPackage } from "../../../../shared/domain/shipped-package.ts";

const terms = Array.from(
  { length: 120 },
  (_, line) => `${line + 1}. Permission is granted to read this line.`,
);

/** More than fit on a screen; the one under the LGPL is the last but one. */
export const samplePackages: readonly ShippedPackage[] = [
  ...Array.from({ length: 40 }, (_, index) => ({
    name: `@rc-component/part-${String(index).padStart(2, "0")}`,
    version: `1.${index}.0`,
    licence: "MIT",
    homepage: "https://example.org/parts",
    source: "https://example.org/parts",
    files: [],
    text: `MIT License\n\nCopyright (c) Part ${index}`,
  })),
  {
    name: "scanner",
    version: "0.11.0",
    licence: "LGPL-2.1+",
    homepage: "https://example.org/scanner#readme",
    source: "https://example.org/source/scanner",
    files: ["scanner-1a2b.wasm"],
    text: terms.join("\n"),
  },
  {
    name: "zod",
    version: "4.6.7",
    licence: "MIT",
    homepage: null,
    source: null,
    files: [],
    text: "MIT License\n\nCopyright (c) Zod",
  },
];
