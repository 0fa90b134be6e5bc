import type { z } from "zod";

export type Verb = "GET" | "POST" | "PUT" | "DELETE";

/** A read may be sent again; a write never is. */
export type Effect = "read" | "write";

/** One operation of a server, as data. Field types are in the schemas (`wireTypeOf`). */
export interface Endpoint<
  Query extends z.ZodObject | null = z.ZodObject | null,
  Body extends z.ZodObject | null = z.ZodObject | null,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly path: string;
  /** Every documented verb with the section of the API document that describes it. */
  readonly verbs: Readonly<Partial<Record<Verb, string>>>;
  /** The one we send. */
  readonly verb: Verb;
  readonly effect: Effect;
  /** What stands in the query and in the JSON body. Parses a client's input as well as a server's received request. */
  readonly query: Query;
  readonly body: Body;
  /** The `data` of the answer; where `isPaged`, the items of one page. */
  readonly answer: Answer;
  readonly isPaged: boolean;
}

type Declared<
  Query extends z.ZodObject | null,
  Body extends z.ZodObject | null,
  Answer extends z.ZodType,
> = Omit<Endpoint<Query, Body, Answer>, "effect" | "isPaged"> & Partial<Pick<Endpoint, "effect" | "isPaged">>;

/** GET reads and everything else writes, unless said otherwise. */
export function defineEndpoint<
  Query extends z.ZodObject | null,
  Body extends z.ZodObject | null,
  Answer extends z.ZodType,
>(declared: Declared<Query, Body, Answer>): Endpoint<Query, Body, Answer> {
  return { effect: declared.verb === "GET" ? "read" : "write", isPaged: false, ...declared };
}

/** What goes into an operation: its query and body fields together (no operation uses a name twice). */
export type EndpointInput<E extends Endpoint> = (E["query"] extends z.ZodObject
  ? z.input<E["query"]>
  : unknown) &
  (E["body"] extends z.ZodObject ? z.input<E["body"]> : unknown);
export type EndpointAnswer<E extends Endpoint> = z.output<E["answer"]>;
