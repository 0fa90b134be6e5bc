import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
};

export interface ServedPage {
  readonly url: string;
  close(): Promise<void>;
}

/** The script that puts the fake main process on `window.qunzhu`; goes in before the page's own. */
export const fakeScriptIn = (folder: string) => join(folder, "fake", "fake.js");

/** Serves what `buildPage` built into a folder, each build below its own name, with the product's content policy. */
export async function servePage(folder: string): Promise<ServedPage> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://page").pathname;
    const file = join(folder, normalize(path.endsWith("/") ? `${path}index.html` : path));
    try {
      const body = await readFile(file);
      response.writeHead(200, {
        "content-type": types[extname(file)] ?? "application/octet-stream",
        // What has a hash of its content in its name never becomes anything else.
        "cache-control": path.includes("/assets/") ? "max-age=31536000, immutable" : "no-store",
        "content-security-policy":
          "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; " +
          "img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; font-src 'self'",
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
