import { z } from "zod";
import { wireNumber } from "../platform/wire-json.ts";

/** How a field stands in the API document; the contract tests compare it, and ids are written by it. */
export type WireType = "id" | "ids" | "int" | "boolean" | "string" | "date";

const wireTypes = z.registry<{ type: WireType }>();
const digits = /^-?\d{1,19}$/;

function asId(value: string | number): string {
  return BigInt(value).toString();
}

const idValue = z
  .union([
    z.string().regex(digits, "an id is decimal digits"),
    z.number().refine(Number.isSafeInteger, "an id is a whole number"),
  ])
  .transform(asId);

/** An int64 id: a JSON number or digits come in, canonical decimal digits come out. */
export const id = idValue.register(wireTypes, { type: "id" });
export const ids = z.array(id).register(wireTypes, { type: "ids" });
export const text = z.string().register(wireTypes, { type: "string" });
/** A whole number in a JSON body. */
export const int = z.number().int().register(wireTypes, { type: "int" });
/** A whole number that may have been written as digits: in a query always, in answers where the server likes. */
export const looseInt = z
  .union([z.number().int(), z.string().regex(digits).transform(Number)])
  .register(wireTypes, { type: "int" });
export const flag = z.boolean().register(wireTypes, { type: "boolean" });
/** A boolean in an answer; some servers write 0 and 1. */
export const looseFlag = z
  .union([z.boolean(), z.literal([0, 1]).transform((bit) => bit === 1)])
  .register(wireTypes, { type: "boolean" });

/**
 * A time to ms since epoch. The server writes ms, seconds (`ban_expire_time`) and date-time strings: up to 1e11 a
 * number is seconds (1e11 s is the year 5138). 0 stays 0 (never), -1 stays -1 (for ever). Null for an unreadable text.
 */
export function timeToMs(value: number | string): number | null {
  if (typeof value === "string" && !/^-?\d+(\.\d+)?$/.test(value)) {
    const parsed = Date.parse(value.replace(/^(\d{4}-\d\d-\d\d) (\d)/, "$1T$2"));
    return Number.isNaN(parsed) ? null : parsed;
  }
  const number = Number(value);
  if (number <= 0) return number === -1 ? -1 : 0;
  return Math.round(number > 1e11 ? number : number * 1000);
}

export const date = z
  .union([z.number(), z.string()])
  .transform((value, context) => {
    const ms = timeToMs(value);
    if (ms !== null) return ms;
    context.addIssue({ code: "custom", message: "not a time" });
    return z.NEVER;
  })
  .register(wireTypes, { type: "date" });

/** A time in a form that is not documented: null where it cannot be read, rather than losing the whole answer. */
export const looseDate = z
  .union([z.number(), z.string()])
  .transform(timeToMs)
  .register(wireTypes, { type: "date" });

/**
 * A list inside an answer, read up to its first fault: z.array would collect the faults of all its items. Its length
 * is bounded because it is read in one go.
 */
export function listOf<Item extends z.ZodType>(item: Item, most = 20_000) {
  return z
    .array(z.unknown())
    .max(most)
    .transform((values, context): z.output<Item>[] => {
      const read: z.output<Item>[] = [];
      for (const [index, value] of values.entries()) {
        const parsed = item.safeParse(value);
        if (!parsed.success) {
          const path = [index, ...(parsed.error.issues[0]?.path ?? [])];
          context.addIssue({ code: "custom", message: "not an item of the list", path });
          return z.NEVER;
        }
        read.push(parsed.data);
      }
      return read;
    });
}

/** The innermost schema: what is left without optional, nullable and default. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable || inner instanceof z.ZodDefault) {
    inner = inner.unwrap();
  }
  return inner;
}

/** The wire type a field was declared with; null for objects and untyped values. */
export function wireTypeOf(schema: z.core.$ZodType): WireType | null {
  return wireTypes.get(unwrap(schema))?.type ?? null;
}

type Writer = (value: unknown) => unknown;

/** One per schema, made at first use; null where nothing inside is an id. */
const writers = new WeakMap<z.core.$ZodType, { readonly write: Writer | null }>();

/** A value as it goes on the wire: every field its schema calls an id becomes a JSON number, the rest stays. */
export function toWire(schema: z.core.$ZodType, value: unknown): unknown {
  const write = writerOf(schema);
  return write === null ? value : write(value);
}

function writerOf(schema: z.core.$ZodType): Writer | null {
  const known = writers.get(schema);
  if (known !== undefined) return known.write;
  const write = createWriter(unwrap(schema));
  writers.set(schema, { write });
  return write;
}

function createWriter(schema: z.core.$ZodType): Writer | null {
  if (wireTypes.get(schema)?.type === "id") return outgoingId;
  if (schema instanceof z.ZodArray) {
    const write = writerOf(schema.element);
    return write && ((value) => (Array.isArray(value) ? value.map(write) : value));
  }
  if (!(schema instanceof z.ZodObject)) return null;
  const fields: [string, z.core.$ZodType][] = Object.entries(schema.shape);
  const written = fields.flatMap(([key, field]): [string, Writer][] => {
    const write = writerOf(field);
    return write ? [[key, write]] : [];
  });
  if (written.length === 0) return null;
  return (value) => {
    if (typeof value !== "object" || value === null) return value;
    const copy: Record<string, unknown> = { ...value };
    for (const [key, write] of written) {
      const field = copy[key];
      if (field !== undefined) copy[key] = write(field);
    }
    return copy;
  };
}

function outgoingId(value: unknown): unknown {
  if (typeof value !== "string") return value;
  // Raw JSON is slow to make, and needed only where a number cannot hold the digits.
  if (value.length < 16 && digits.test(value)) return Number(value);
  return wireNumber(value);
}
