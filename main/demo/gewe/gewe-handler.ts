import type { ServerResponse } from "node:http";
import { z } from "zod";
import type { Endpoint } from "../../backends/endpoint.ts";
import { type GewePath, geweEndpoints } from "../../backends/gewe/endpoints.ts";
import { demoGeweAppId, demoGeweToken } from "../demo-credentials.ts";
import type { RequestContext } from "../http/demo-http-server.ts";
import { readJsonBody } from "../http/json-body.ts";
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
  if (input?.appId !== demoGeweAppId) throw new GeweError("操作失败", "-1", "[appid]设备不存在");
  if (!world.isOnline && path !== "/login/checkOnline")
    throw new GeweError("操作失败", "-1", "[appid]设备已离线");
  const handler = geweHandlers[path] as (call: GeweCall, input: unknown) => unknown;
  return handler({ world, storageUrl }, input);
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
      if (request.headers["x-gewe-token"] !== demoGeweToken) {
        request.resume();
        return answer(response, { ret: 500, msg: "token无效" }, 401);
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
        const data = cause.message === "" ? undefined : { code: cause.code, msg: cause.message };
        answer(response, { ret: 500, msg: cause.summary, data });
      } else if (cause instanceof z.ZodError || cause instanceof SyntaxError) {
        answer(response, { ret: 500, msg: "参数错误", data: { code: "-1", msg: "参数错误" } });
      } else throw cause;
    }
  };
}
