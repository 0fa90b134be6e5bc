import type { IncomingMessage } from "node:http";
import type { SeenRequest } from "../demo-snapshot.ts";

const kept = 5000;
const secretHeader = /token|authorization|cookie/i;

/** The latest requests, without the value of any secret. */
export class RequestLog {
  #requests: SeenRequest[] = [];

  add(origin: SeenRequest["origin"], request: IncomingMessage, url: URL): void {
    if (this.#requests.length >= kept * 2) this.#requests = this.#requests.slice(-kept);
    const headers = Object.entries(request.headers).map(([name, value]) => [
      name,
      secretHeader.test(name) ? "<set>" : String(value),
    ]);
    this.#requests.push({
      origin,
      method: request.method ?? "",
      path: url.pathname,
      query: [...url.searchParams.keys()],
      headers: Object.fromEntries(headers),
    });
  }

  all(): readonly SeenRequest[] {
    return this.#requests.slice(-kept);
  }
}
