import { AppError } from "../../../shared/errors.ts";
import type { Endpoint } from "../endpoint.ts";
import { type EndpointCaller, readAnswer } from "../endpoint-caller.ts";
import { lanyingEndpoints, lanyingFurtherEndpoints } from "./endpoints.ts";
import { pages } from "./paging.ts";

/**
 * Any operation of the group API by its path; ids are strings in the answer, times ms since epoch. A list in pages
 * comes whole, unless the input asks for one page by `cursor` or `limit`: then `{data, cursor, total}`.
 */
export async function callByPath(
  caller: EndpointCaller,
  path: string,
  input: unknown,
  signal?: AbortSignal,
): Promise<unknown> {
  const endpoint = endpointAt(path);
  if (!endpoint.isPaged) return await caller.call(endpoint, input, { signal });
  const fields = typeof input === "object" && input !== null ? { ...input } : {};
  if ("cursor" in fields || "limit" in fields) {
    const { data, cursor, total } = await caller.open(endpoint, input, { signal });
    return { data: await readAnswer(endpoint, data), cursor, total };
  }
  const items: unknown[] = [];
  for await (const page of pages(caller, endpoint, fields, signal)) {
    const read = await readAnswer(endpoint, page.items);
    if (Array.isArray(read)) for (const item of read) items.push(item);
  }
  return items;
}

function endpointAt(path: string): Endpoint {
  const endpoints: Readonly<Record<string, Endpoint>> = { ...lanyingEndpoints, ...lanyingFurtherEndpoints };
  const endpoint = Object.hasOwn(endpoints, path) ? endpoints[path] : undefined;
  if (endpoint === undefined) throw new AppError("invalid", `no such operation: ${path}`);
  return endpoint;
}
