import { readFile } from "node:fs/promises";
import { extname, resolve, sep } from "node:path";
import { contentSecurityPolicy } from "./content-security-policy.ts";

export interface PageFile {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** Answers a request of the page with a file out of `folder`; whatever the URL says, with nothing from outside it. */
export async function readPageFile(folder: string, url: string): Promise<PageFile> {
  const path = pathInside(folder, url);
  const type = path === null ? undefined : types[extname(path)];
  if (path === null || type === undefined) return missing;
  try {
    return { status: 200, headers: { "content-type": type, ...protection }, body: await readFile(path) };
  } catch {
    return missing; // What a page asks for and we do not have is a 404, whyever we do not have it.
  }
}

/** Null where the URL leads out of the folder, by dots, encoded separators, drives or NUL. */
export function pathInside(folder: string, url: string): string | null {
  let pathname: string;
  try {
    pathname = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  if (/[\\\0:]/.test(pathname)) return null;
  const root = resolve(folder);
  const path = resolve(root, `.${pathname.endsWith("/") ? `${pathname}index.html` : pathname}`);
  return path.startsWith(root + sep) ? path : null;
}

const protection = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
} as const;

const missing: PageFile = {
  status: 404,
  headers: { "content-type": "text/plain; charset=utf-8", ...protection },
  body: Buffer.from("not found"),
};
