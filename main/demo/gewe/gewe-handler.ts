import type { ServerResponse } from "node:http";
import { z } from "zod";
import type { Endpoint } from "../../backends/endpoint.ts";
import { type GewePath, geweEndpoints } from "../../backends/gewe/endpoints.ts";
import { demoGeweToken } from "../demo-credentials.ts";
import type { RequestContext } from "../http/demo-http-server.ts";
import { readJsonBody } from "../http/json-body.ts";
import { deviceOf, GeweDevice } from "./gewe-device.ts";
import { GeweError } from "./gewe-error.ts";
import { type GeweCall, geweHandlers } from "./gewe-routes.ts";
import type { GeweWorld } from "./gewe-world.ts";

export const gewePrefix = "/gewe/v2/api";

function answer(response: ServerResponse, value: unknown, status = 200): void {
  response
    .writeHead(status, { "content-type": "application/json; charset=utf-8" })
    .end(JSON.stringify(value));
}

function isGewePath(path: string): path is GewePath {
  return Object.hasOwn(geweEndpoints, path);
}

async function run(
  world: GeweWorld,
  storageUrl: string,
  path: GewePath,
  context: RequestContext,
): Promise<unknown> {
  const endpoint: Endpoint = geweEndpoints[path];
  const input = endpoint.body?.parse(await readJsonBody(context.request));
  const appId = String(input?.appId);
  const isNewDevice = appId === "" && path === "/login/getLoginQrCode";
  const device = isNewDevice ? new GeweDevice("", null) : deviceOf(world, appId);
  if (device.person === null && !path.startsWith("/login/"))
    throw new GeweError("操作失败", "-1", "微信已离线");
  const handler = geweHandlers[path] as (call: GeweCall, input: unknown) => unknown;
  return handler({ world, device, storageUrl }, input);
}

/** The WeChat gateway: POST only, `ret` instead of HTTP status, the reason inside `data`. */
export function geweHandler(world: GeweWorld, storageUrl: () => string) {
  return async (context: RequestContext): Promise<void> => {
    const { request, response, url, fault } = context;
    const path = url.pathname.slice(gewePrefix.length);
    try {
      if (fault?.code !== undefined) {
        throw new GeweError("操作失败", String(fault.code), fault.message ?? "made to fail");
      }
      const token = String(request.headers["x-gewe-token"] ?? "");
      if (token !== demoGeweToken) {
        request.resume();
        const why = token === "" ? "不可为空" : "不可用或已过期";
        return answer(response, { ret: 500, msg: `HTTP HEADER: X-GEWE-TOKEN=${token} ${why}` });
      }
      if (request.method !== "POST" || !isGewePath(path)) {
        request.resume();
        return answer(response, { ret: 404, msg: "Not Found" }, 404);
      }
      const data = await run(world, storageUrl(), path, context);
      answer(response, { ret: 200, msg: "操作成功", data });
    } catch (cause) {
      request.resume();
      if (cause instanceof GeweError) {
        // What has no reason of its own comes without data, as from the real one.
        const data = cause.message === "" ? undefined : { code: cause.code, msg: cause.message };
        answer(response, { ret: 500, msg: cause.summary, data });
      } else if (cause instanceof z.ZodError || cause instanceof SyntaxError) {
        answer(response, { ret: 500, msg: "参数错误", data: { code: "-1", msg: "参数错误" } });
      } else throw cause;
    }
  };
}
