import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Endpoint } from "../../backends/endpoint.ts";
import { appQrEndpoints } from "../../backends/lanying/endpoints/qr.ts";
import { downloadPaths } from "../../backends/lanying/endpoints/session.ts";
import { lanyingSessionEndpoints } from "../../backends/lanying/endpoints.ts";
import { wireTypeOf } from "../../backends/wire-fields.ts";
import { demoAppId } from "../demo-credentials.ts";
import type { DemoPosition } from "../demo-position.ts";
import type { RequestContext } from "../http/demo-http-server.ts";
import { readJsonBody } from "../http/json-body.ts";
import { BusinessError } from "../state/business-error.ts";
import type { World } from "../state/world.ts";
import type { ObjectStore } from "../storage/object-store.ts";
import { sendObject } from "../storage/send-object.ts";
import { directoryRoutes } from "./directory-routes.ts";
import { printFailure, printSuccess } from "./envelope.ts";
import { appConfig, appConfigPath, ownRoutes } from "./own-routes.ts";
import { groupOfQrInfo } from "./qr-info.ts";
import { appQrRoutes } from "./qr-routes.ts";
import { type Call, type ServedPath, servedEndpoints } from "./route.ts";
import { lanyingHandlers } from "./routes.ts";
import { signInRoutes } from "./sign-in.ts";
import { ticketRoutes } from "./upload-tickets.ts";

interface Deps {
  readonly world: World;
  readonly store: ObjectStore;
  readonly apiUrl: () => string;
  readonly storageUrl: () => string;
}

function header({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Links to bytes are opened by browsers too, which send no headers of ours: there both may stand in the query. */
function credential({ request, url }: RequestContext, name: "app_id" | "access-token"): string | undefined {
  const isLink = url.pathname === downloadPaths.groupFile || url.pathname === downloadPaths.avatar;
  return header(request, name) ?? (isLink ? (url.searchParams.get(name) ?? undefined) : undefined);
}

function checkApp(context: RequestContext): void {
  const appId = credential(context, "app_id");
  if (appId === undefined) throw new BusinessError(10002, "app_id");
  if (appId !== demoAppId) throw new BusinessError(40000);
}

/** Throws the code of a missing, unknown or expired token, or of a path that is refused; only an administrator may act as somebody else. */
function caller({ world, store, apiUrl, storageUrl }: Deps, context: RequestContext): Call {
  const { request, url } = context;
  const userId = world.userOf(credential(context, "access-token"), header(request, "user_id"));
  const { refusedPaths, linksOnForeignHost } = world.position;
  if (refusedPaths.some((path) => new RegExp(path).test(url.pathname))) throw new BusinessError(402);
  if (request.headers.group_id !== undefined) throw new BusinessError(10010);
  return { world, store, userId, linksUrl: linksOnForeignHost ? storageUrl() : apiUrl() };
}

interface Operation {
  readonly endpoint: Endpoint;
  readonly handle: (call: Call, input: unknown) => unknown;
}

/** Both names of the codes' two operations are declared; which are known is the demo's position. */
function operationAt(path: string, { codePaths }: DemoPosition): Operation | null {
  if (isAppCodePath(path)) {
    if (codePaths === "group") return null;
    return { endpoint: appQrEndpoints[path], handle: appQrRoutes[path] as Operation["handle"] };
  }
  if (!isGroupPath(path) || (codePaths === "app" && path.startsWith("/group/qrcode/"))) return null;
  return { endpoint: servedEndpoints[path], handle: lanyingHandlers[path] as Operation["handle"] };
}

function isGroupPath(path: string): path is ServedPath {
  return Object.hasOwn(servedEndpoints, path);
}

function isAppCodePath(path: string): path is keyof typeof appQrEndpoints {
  return Object.hasOwn(appQrEndpoints, path);
}

function answerJson(response: ServerResponse, json: string, status = 200): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(json);
}

/** The vendor's web client writes 0 and 1 where the document has booleans. */
function bitsAsFlags(schema: z.ZodObject, body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body;
  const isFlag = (name: string) =>
    schema.shape[name] !== undefined && wireTypeOf(schema.shape[name]) === "boolean";
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      isFlag(name) && (value === 0 || value === 1) ? value === 1 : value,
    ]),
  );
}

async function run({ endpoint, handle }: Operation, deps: Deps, context: RequestContext): Promise<string> {
  const { request, url } = context;
  const { world } = deps;
  const call = caller(deps, context);
  const body =
    endpoint.body === null
      ? {}
      : endpoint.body.parse(bitsAsFlags(endpoint.body, await readJsonBody(request)));
  const query = endpoint.query === null ? {} : endpoint.query.parse(Object.fromEntries(url.searchParams));
  const input = { ...query, ...body };
  const answer = () => handle(call, input);
  const data = endpoint.effect === "read" ? world.read(answer) : world.write(groupOf(input), answer);
  return printSuccess(endpoint.answer, data, world.now());
}

/** Which group an operation is about; null for a new one. */
function groupOf(input: { readonly group_id?: unknown; readonly qr_info?: unknown }): string | null {
  if (typeof input.qr_info === "string") return groupOfQrInfo(input.qr_info);
  return typeof input.group_id === "string" ? input.group_id : null;
}

/** Bytes by way of the API: a group file is a redirect to storage, a picture comes straight. */
async function download(deps: Deps, context: RequestContext): Promise<void> {
  const { request, response, url } = context;
  caller(deps, context);
  const { store, world } = deps;
  if (url.pathname === downloadPaths.groupFile) {
    const key = store.keyOfFileSign(url.searchParams.get("file_sign") ?? "");
    if (key === null || store.find(key) === null) throw new BusinessError(20022);
    response.writeHead(302, { location: deps.storageUrl() + store.downloadLink(key, world.now()) }).end();
    return;
  }
  const name = url.searchParams.get("object_name") ?? "";
  const object = name.startsWith("avatar/") ? store.find(name) : null;
  if (object === null) response.writeHead(404).end();
  else await sendObject(request, response, object, null);
}

type Answer = (deps: Deps, context: RequestContext) => Promise<void>;

function answering(schema: z.ZodType, dataOf: (deps: Deps, context: RequestContext) => unknown): Answer {
  return async (deps, context) => {
    const data = await dataOf(deps, context);
    answerJson(context.response, printSuccess(schema, data, deps.world.now()));
  };
}

/** What is served to anybody, beside any app. */
const publicRoutes: ReadonlyMap<string, Answer> = new Map(
  [...directoryRoutes].map(([path, answer]) => [
    `GET ${path}`,
    answering(z.unknown(), ({ world, apiUrl }, { url }) => answer(world, url.searchParams, apiUrl())),
  ]),
);

/** What clients of the app use beside the documented operations; by verb and path. */
const appRoutes: ReadonlyMap<string, Answer> = new Map([
  [`GET ${appConfigPath}`, answering(z.unknown(), () => appConfig)],
  ...[...signInRoutes].map(([path, signIn]): [string, Answer] => [
    `POST ${path}`,
    answering(lanyingSessionEndpoints["/token/user"].answer, async ({ world }, { request }) =>
      signIn(world, await readJsonBody(request)),
    ),
  ]),
  ...[...ownRoutes].map(([key, own]): [string, Answer] => [
    key,
    answering(own.answer, async (deps, context) => {
      const call = caller(deps, context);
      return own.handle(call, key.startsWith("POST ") ? await readJsonBody(context.request) : null);
    }),
  ]),
  ...[...ticketRoutes].map(([path, ticket]): [string, Answer] => [
    `GET ${path}`,
    answering(z.unknown(), (deps, context) => {
      const query = Object.fromEntries(context.url.searchParams);
      return ticket(caller(deps, context), query, deps.storageUrl());
    }),
  ]),
  [`GET ${downloadPaths.groupFile}`, download],
  [`GET ${downloadPaths.avatar}`, download],
]);

async function route(deps: Deps, context: RequestContext): Promise<void> {
  const { request, response, url } = context;
  const verb = request.method ?? "";
  const key = `${verb} ${url.pathname}`;
  const open = publicRoutes.get(key);
  if (open !== undefined) return open(deps, context);
  checkApp(context);
  const beside = appRoutes.get(key);
  if (beside !== undefined) return beside(deps, context);
  const operation = operationAt(url.pathname, deps.world.position);
  if (operation === null) return answerJson(response, printFailure(404, "no such path"), 404);
  if (!Object.hasOwn(operation.endpoint.verbs, verb)) {
    return answerJson(response, printFailure(405, "no such method here"), 405);
  }
  answerJson(response, await run(operation, deps, context));
}

/** The group API: business errors and refused input come inside HTTP 200 with their documented codes. */
export function lanyingHandler(deps: Deps) {
  return async (context: RequestContext): Promise<void> => {
    const { request, response, fault } = context;
    try {
      if (fault?.code !== undefined) {
        request.resume();
        return answerJson(response, printFailure(fault.code, fault.message ?? "made to fail"));
      }
      await route(deps, context);
    } catch (cause) {
      if (response.headersSent) throw cause;
      request.resume();
      if (cause instanceof BusinessError) answerJson(response, printFailure(cause.code, cause.message));
      else if (cause instanceof z.ZodError) answerJson(response, printFailure(10002, refusedFields(cause)));
      else if (cause instanceof SyntaxError) answerJson(response, printFailure(10002, "bad JSON"));
      else throw cause;
    }
  };
}

function refusedFields(error: z.ZodError): string {
  const fields = error.issues.map((issue) => issue.path.join("."));
  return `bad request parameter: ${fields.join(", ")}`;
}
