import { AppError } from "../../../shared/errors.ts";
import type { Endpoint } from "../endpoint.ts";
import type { EndpointCaller } from "../endpoint-caller.ts";
import { geweEndpoints } from "./endpoints.ts";

/** Any operation by its path below the base address; the account's device is filled in. */
export async function callByPath(
  caller: EndpointCaller,
  appId: string,
  path: string,
  input: unknown,
  signal?: AbortSignal,
): Promise<unknown> {
  const endpoints: Readonly<Record<string, Endpoint>> = geweEndpoints;
  const endpoint = Object.hasOwn(endpoints, path) ? endpoints[path] : undefined;
  if (endpoint === undefined) throw new AppError("invalid", `no such operation: ${path}`);
  const fields = typeof input === "object" && input !== null ? input : {};
  return await caller.call(endpoint, { ...fields, appId }, { signal });
}
