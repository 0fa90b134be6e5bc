import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { build } from "vite";
import { readPageFile } from "../../../main/shell/page-files.ts";
import { launchChromium } from "../harness/launch-chromium.ts";

export type ReaderBrowser = Awaited<ReturnType<typeof startReaderBrowser>>;

/** What the page answers about one picture. */
export interface PageAnswer {
  readonly codes?: readonly {
    readonly text: string;
    readonly corners: readonly { readonly x: number; readonly y: number }[];
  }[];
  readonly width?: number;
  readonly height?: number;
  readonly error?: string;
  readonly reason?: string;
}

export interface PageThumbnail {
  readonly type: string;
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each quarter: top left, top right, bottom left, bottom right. */
  readonly colours: readonly (readonly number[])[];
}

interface Options {
  /** Every wasm that the page asks for is this instead. */
  readonly wasm?: Buffer;
}

/** A real browser with a page that is nothing but the reader, built and served as the app's own page is. */
export async function startReaderBrowser({ wasm }: Options = {}) {
  const folder = await mkdtemp(join(tmpdir(), "reader-page-"));
  await build({
    configFile: "vite.renderer.config.ts",
    logLevel: "error",
    root: import.meta.dirname,
    build: {
      outDir: folder,
      rolldownOptions: {
        input: join(import.meta.dirname, "reader-page.ts"),
        output: { entryFileNames: "page.js" },
      },
    },
  });
  await writeFile(join(folder, "index.html"), '<!doctype html><script type="module" src="page.js"></script>');
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    asked.push(request.url ?? "");
    const file = await readPageFile(folder, `http://127.0.0.1${request.url}`);
    const body = wasm !== undefined && request.url?.endsWith(".wasm") ? wasm : file.body;
    response.writeHead(file.status, file.headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
  const browser = await launchChromium();
  const page: Page = await browser.newPage();
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("blob:")) foreign.push(request.url());
  });
  await page.goto(origin);
  await page.waitForFunction("typeof readBase64 === 'function'");
  const ask = (name: string, bytes: Uint8Array, ...more: string[]) =>
    page.evaluate(`${name}(${[Buffer.from(bytes).toString("base64"), ...more].map((word) => `"${word}"`)})`);
  return {
    page,
    /** Requests to anywhere but the page's own files. */
    foreign,
    /** Paths that the page asked its own server for. */
    asked,
    read: async (bytes: Uint8Array) => (await ask("readBase64", bytes)) as PageAnswer,
    thumbnail: async (bytes: Uint8Array) => (await ask("thumbnailOf", bytes)) as PageThumbnail | null,
    /** A PNG encoded anew by the browser. */
    encode: async (png: Uint8Array, type: string) =>
      Buffer.from(String(await ask("encode", png, type)), "base64"),
    async stop() {
      await browser.close();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
