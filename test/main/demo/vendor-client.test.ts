import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Demo } from "../../../main/demo/demo-interface.ts";
import { vendorPosition } from "../../../main/demo/demo-position.ts";
import { startDemo } from "../../../main/demo/demo-server.ts";
import { parseWire, wireNumber, writeWire } from "../../../main/platform/wire-json.ts";
import recorded from "./vendor-client-calls.json" with { type: "json" };

/*
 * What the vendor's web client (a few calls: its phone clients) sends, in an order that works, and how it must be
 * answered: paths, verbs, where each parameter stands, and what the client reads of the answer. `$name` is what an
 * earlier answer gave, `#name` the same as a JSON number. In `data` a word says what must stand there: id, text,
 * number, flag (a boolean, or 0 and 1), address (of the web), any; `=words` just these words; one thing in a list what
 * each of a list that is not empty must be. Without `as` the signed-in user calls; "browser" sends no headers.
 */
const Call = z.strictObject({
  does: z.string(),
  as: z.string().optional(),
  call: z.string(),
  query: z.record(z.string(), z.string()).optional(),
  body: z.record(z.string(), z.unknown()).optional(),
  /** Fields of a form, in their order; "file" are the bytes. */
  form: z.array(z.string()).optional(),
  code: z.number().optional(),
  http: z.number().optional(),
  data: z.unknown().optional(),
  /** What later calls need of the answer, by the way to it. */
  keep: z.record(z.string(), z.string()).optional(),
});
type Call = z.infer<typeof Call>;

const { calls } = z.object({ calls: z.array(Call) }).parse(recorded);

let demo: Demo;
const known = new Map<string, string>();
const tokens = new Map<string, string>();

beforeAll(async () => {
  demo = await startDemo({ position: vendorPosition });
  const { groups, appId, user, password, mobile } = demo;
  for (const [name, id] of Object.entries(groups)) if (typeof id === "string") known.set(name, id);
  const people = {
    chen: "2302128619008",
    wang: "2302128619136",
    alice: "2302128619264",
    emma: "2302128619776",
  };
  for (const [name, text] of Object.entries({ appId, user, password, mobile, ...people }))
    known.set(name, text);
});
afterAll(() => demo.stop());

function told(name: string): string {
  if (name === "sign") return URL.parse(told("link"))?.searchParams.get("file_sign") ?? "";
  const value = known.get(name);
  if (value === undefined) throw new Error(`no earlier answer gave ${name}`);
  return value;
}

function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, filled(field)]));
  }
  if (typeof value !== "string") return value;
  if (value.startsWith("$")) return told(value.slice(1));
  return value.startsWith("#") ? wireNumber(told(value.slice(1))) : value;
}

async function tokenOf(user: string): Promise<string> {
  const token = tokens.get(user);
  if (token !== undefined) return token;
  const answer = await fetch(`${demo.apiUrl}/token/user`, {
    method: "POST",
    headers: { app_id: demo.appId, "content-type": "application/json" },
    body: JSON.stringify({ name: user, password: demo.password }),
  });
  const { data } = z.object({ data: z.object({ token: z.string() }) }).parse(await answer.json());
  tokens.set(user, data.token);
  return data.token;
}

async function headersOf({ as, form }: Call): Promise<Record<string, string>> {
  if (as === "browser" || form !== undefined) return {};
  const app = { app_id: demo.appId, "content-type": "application/json" };
  if (as === "nobody") return app;
  return { ...app, "access-token": as === undefined ? told("token") : await tokenOf(as) };
}

async function send(call: Call): Promise<{ status: number; envelope: unknown }> {
  const [method = "", place = ""] = call.call.split(" ");
  const url = new URL(place.startsWith("$") ? told(place.slice(1)) : demo.apiUrl + place);
  for (const [name, value] of Object.entries(call.query ?? {})) {
    url.searchParams.set(name, String(filled(value)));
  }
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers: await headersOf(call),
    ...(call.body && { body: writeWire(filled(call.body)) }),
    ...(call.form && { body: formOf(call.form) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return { status: response.status, envelope: isJson ? parseWire(text) : null };
}

function formOf(fields: readonly string[]): FormData {
  const form = new FormData();
  for (const field of fields) {
    if (field === "file") form.append(field, new Blob(["words"], { type: "text/plain" }), "notes.txt");
    else form.append(field, told(field));
  }
  return form;
}

const id = z.union([z.number(), z.string().regex(/^\d+$/)]);
const words: Readonly<Record<string, z.ZodType>> = {
  id,
  text: z.string(),
  number: z.number(),
  flag: z.union([z.boolean(), z.literal([0, 1])]),
  address: z.url({ protocol: /^https?$/ }),
  any: z.unknown(),
};

function schemaOf(shape: unknown): z.ZodType {
  if (Array.isArray(shape)) return z.array(schemaOf(shape[0])).min(1);
  if (typeof shape === "object" && shape !== null) {
    const fields = Object.entries(shape).map(([name, field]) => [name, schemaOf(field)] as const);
    return z.looseObject(Object.fromEntries(fields));
  }
  if (typeof shape !== "string") return z.literal(shape as number | boolean);
  const word = words[shape];
  if (word === undefined && !shape.startsWith("=")) throw new Error(`no such word: ${shape}`);
  return word ?? z.literal(shape.slice(1));
}

function at(value: unknown, way: string): string {
  let found = value;
  for (const step of way.split(".")) found = (found as Record<string, unknown> | undefined)?.[step];
  return String(found);
}

interface Answer {
  readonly http: number;
  readonly code: number | undefined;
  /** Where `data` is not as recorded; null where it is. Never what stood there: that may be a token. */
  readonly differs: string | null;
}

/** A read may be a moment behind the writes before it, as with the real servers. */
async function answered(call: Call): Promise<unknown> {
  let data: unknown;
  const once = async (): Promise<Answer> => {
    const { status, envelope } = await send(call);
    const answer = (envelope ?? {}) as { code?: number; data?: unknown };
    data = answer.data;
    const read = call.data === undefined ? null : schemaOf(call.data).safeParse(data);
    const [issue] = read?.error?.issues ?? [];
    const differs = issue === undefined ? null : `${issue.path.join(".")}: ${issue.code}`;
    return { http: status, code: answer.code, differs };
  };
  const { http = 200, code } = call;
  const expected: Answer = { http, code, differs: null };
  const isRead = call.call.startsWith("GET") || /(_list|\/batch)$/.test(call.call);
  if (isRead) await expect.poll(once, { timeout: 3000 }).toEqual(expected);
  else expect(await once()).toEqual(expected);
  return data;
}

test.each(calls.map((call) => [call.as ?? "the client", call.does, call.call, call] as const))(
  "%s %s: %s",
  async (_who, _does, _place, call) => {
    const data = await answered(call);
    for (const [name, way] of Object.entries(call.keep ?? {})) known.set(name, at(data, way));
  },
);
