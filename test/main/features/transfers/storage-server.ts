import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface SeenUpload {
  readonly headers: IncomingHttpHeaders;
  readonly method: string;
  readonly body: Buffer;
}

/** A storage on a real socket: takes forms, gives bytes with ranges, and breaks where it is told to. */
export async function startStorage() {
  const objects = new Map<string, Buffer>();
  const uploads: SeenUpload[] = [];
  const downloads: IncomingHttpHeaders[] = [];
  const behaviour = {
    uploadStatus: 200,
    uploadBody: '{"Status":"OK"}',
    /** Called when the first bytes of an upload arrived. */
    onUploadBegun: () => {},
    /** Reads nothing more of an upload once it has begun. */
    isUploadStuck: false,
    /** Breaks the connection after so many bytes of a download. */
    dropDownloadAfter: null as number | null,
    /** Stands still there instead of breaking. */
    isDownloadStuck: false,
    /** Announces that many bytes more than it has. */
    announcesMore: 0,
    /** Leaves Content-Length out, so that an early end looks like the end. */
    hidesLength: false,
    redirectTo: null as string | null,
  };

  async function takeUpload(request: IncomingMessage, response: ServerResponse) {
    const parts: Buffer[] = [];
    for await (const part of request) {
      if (parts.push(part as Buffer) === 1) behaviour.onUploadBegun();
      if (behaviour.isUploadStuck) return;
    }
    uploads.push({ headers: request.headers, method: request.method ?? "", body: Buffer.concat(parts) });
    response.writeHead(behaviour.uploadStatus).end(behaviour.uploadBody);
  }

  function giveDownload(request: IncomingMessage, response: ServerResponse) {
    downloads.push(request.headers);
    if (behaviour.redirectTo !== null) {
      const location = behaviour.redirectTo;
      behaviour.redirectTo = null;
      response.writeHead(302, { location }).end();
      return;
    }
    const bytes = objects.get(request.url ?? "");
    if (bytes === undefined) {
      response.writeHead(404).end("<Error><Code>NoSuchKey</Code><Message>gone</Message></Error>");
      return;
    }
    const etag = `"${createHash("sha256").update(bytes).digest("hex")}"`;
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? "");
    const start = range && request.headers["if-range"] === etag ? Number(range[1]) : 0;
    response.writeHead(start > 0 ? 206 : 200, {
      etag,
      "accept-ranges": "bytes",
      ...(behaviour.hidesLength ? {} : { "content-length": bytes.length - start + behaviour.announcesMore }),
      ...(start > 0 ? { "content-range": `bytes ${start}-${bytes.length - 1}/${bytes.length}` } : {}),
    });
    const limit = behaviour.dropDownloadAfter;
    if (limit === null && behaviour.announcesMore === 0) response.end(bytes.subarray(start));
    else
      response.write(
        bytes.subarray(start, limit ?? undefined),
        () => behaviour.isDownloadStuck || response.destroy(),
      );
  }

  const server = createServer((request, response) => {
    if (request.method === "GET") giveDownload(request, response);
    else takeUpload(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    uploads,
    downloads,
    behaviour,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export type Storage = Awaited<ReturnType<typeof startStorage>>;
