import { z } from "zod";
import { AppError, type ErrorCode, type ServerWords } from "../../shared/errors.ts";
import type { HttpClient, ServerRefusal } from "../platform/http-client.ts";
import { withoutSecrets } from "../platform/redaction.ts";
import { writeWire } from "../platform/wire-json.ts";
import { inSlices } from "./chunks.ts";
import type { Endpoint, EndpointAnswer, EndpointInput } from "./endpoint.ts";
import { toWire } from "./wire-fields.ts";

/** An opened envelope: what the server said yes with. */
export interface Opened {
  readonly data: unknown;
  readonly cursor: string | null;
  readonly total: number | null;
}

/** How one kind of server wraps its answers. */
export interface Envelope {
  /** Null for a success; otherwise what was refused, and why. */
  refusalOf(body: unknown): ServerRefusal | null;
  /** Of a body that was not refused. Throws "bad_answer" when it is no envelope. */
  open(body: unknown, path: string): Opened;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
  /** A read of which each try counts somewhere. */
  readonly isSentOnce?: boolean | undefined;
}

export interface EndpointCaller {
  /** Checks the input, sends it, opens the envelope and reads `data` by the operation's schema. */
  call<E extends Endpoint>(
    endpoint: E,
    input: EndpointInput<E>,
    options?: CallOptions,
  ): Promise<EndpointAnswer<E>>;
  /** The same without reading `data`: for hot paths that read it themselves, and for paging. */
  open(endpoint: Endpoint, input: unknown, options?: CallOptions): Promise<Opened>;
}

/** Calls operations with the headers `headersFor` gives for each request. */
export function createEndpointCaller(
  http: HttpClient,
  envelope: Envelope,
  send: <T>(request: (headers: Readonly<Record<string, string>>) => Promise<T>) => Promise<T>,
): EndpointCaller {
  async function open(endpoint: Endpoint, input: unknown, options: CallOptions = {}): Promise<Opened> {
    const { path, verb, effect } = endpoint;
    const query = endpoint.query ? queryOf(endpoint.query, input, path) : {};
    const body = bodyOf(endpoint, input);
    return await send(async (headers) => {
      try {
        const answer = await http.json({ method: verb, path, query, body, headers, effect, ...options });
        const refusal = envelope.refusalOf(answer);
        if (refusal) throw refusedBy(refusal.code, endpoint, refusal.server);
        return envelope.open(answer, path);
      } catch (cause) {
        throw withoutToken(cause, headers);
      }
    });
  }

  return {
    open,
    async call(endpoint, input, options) {
      const { data } = await open(endpoint, input, options);
      return await readAnswer(endpoint, data);
    },
  };
}

/** Reads `data` by the operation's schema. A missing list is an empty one: servers leave nulls out. */
export async function readAnswer<E extends Endpoint>(endpoint: E, data: unknown): Promise<EndpointAnswer<E>> {
  const { answer, path } = endpoint;
  if (answer instanceof z.ZodArray && (Array.isArray(data) || data === null || data === undefined)) {
    return (await readItems(answer.element, data ?? [], path)) as EndpointAnswer<E>;
  }
  const parsed = answer.safeParse(data);
  if (parsed.success) return parsed.data as EndpointAnswer<E>;
  throw badAnswer(path, parsed.error, ["data"]);
}

/** One by one, up to the first fault: z.array would collect the faults of all of them, and read them in one go. */
async function readItems(item: z.core.$ZodType, data: readonly unknown[], path: string): Promise<unknown[]> {
  const read: unknown[] = [];
  for await (const slice of inSlices(data)) {
    for (const value of slice) {
      const parsed = z.safeParse(item, value);
      if (!parsed.success) throw badAnswer(path, parsed.error, ["data", read.length]);
      read.push(parsed.data);
    }
  }
  return read;
}

/** Names the field that is wrong and never quotes what stood in it. */
export function badAnswer(path: string, error: z.core.$ZodError, at: readonly PropertyKey[] = []): AppError {
  const issue = error.issues[0];
  const field = [...at, ...(issue?.path ?? [])].map(String).join(".");
  return new AppError("bad_answer", `${path}: unexpected ${field || "answer"} (${issue?.code ?? "unknown"})`);
}

/** A server that gave up on what stands behind it cannot tell whether that did the work. */
function refusedBy(told: ErrorCode, { path, effect }: Endpoint, server: ServerWords): AppError {
  const code = told === "timeout" && effect === "write" ? "outcome_unknown" : told;
  const why = code === "device_offline" ? "WeChat is not signed in on the device" : "the server said no";
  return new AppError(code, `${path}: ${why} (${server.code})`, { server });
}

/** Servers quote the token they refuse: here, where their words come in, it is taken out of them. */
function withoutToken(cause: unknown, headers: Readonly<Record<string, string>>): unknown {
  if (!(cause instanceof AppError) || cause.server === undefined) return cause;
  const { server, network, retryAfterMs } = cause;
  const tokens = Object.entries(headers).flatMap(([name, value]) => (/token/i.test(name) ? [value] : []));
  const code = withoutSecrets(server.code, tokens);
  const message = withoutSecrets(server.message, tokens);
  if (code === server.code && message === server.message) return cause;
  // Without the original as its cause, which would take the token along.
  return new AppError(cause.code, cause.message, { server: { code, message }, network, retryAfterMs });
}

function parsedInput(schema: z.ZodObject, input: unknown, path: string): Record<string, unknown> {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.map(String).join(".") || "input";
  throw new AppError("invalid", `${path}: ${field}: ${issue?.message ?? "not valid"}`);
}

function queryOf(schema: z.ZodObject, input: unknown, path: string): Record<string, string | undefined> {
  const fields = Object.entries(parsedInput(schema, input, path));
  return Object.fromEntries(
    fields.map(([name, value]) => [name, value === undefined ? undefined : String(value)]),
  );
}

function bodyOf(endpoint: Endpoint, input: unknown): string | undefined {
  if (endpoint.body) {
    return writeWire(toWire(endpoint.body, parsedInput(endpoint.body, input, endpoint.path)));
  }
  // A POST whose parameters all stand in the query carries an empty object, as the vendor's own client does.
  return endpoint.verb === "GET" ? undefined : "{}";
}
