import type { z } from "zod";
import { toWire } from "../../backends/wire-fields.ts";
import { writeWire } from "../../platform/wire-json.ts";
import { PageAnswer, PrintedRows } from "./route.ts";

/** A success: `data` is left out where it is null, ids become JSON numbers of any length. */
export function printSuccess(schema: z.ZodType, data: unknown, now: number): string {
  if (!(data instanceof PageAnswer)) return writeWire({ code: 200, data: toWire(schema, data) ?? undefined });
  const { rows, cursor, total } = data;
  const printed = rows instanceof PrintedRows ? rows.json : writeWire(toWire(schema, rows));
  const next = cursor === null ? "" : `,"cursor":${JSON.stringify(cursor)}`;
  return `{"code":200,"data":${printed}${next},"total":${total},"version":${now}}`;
}

export function printFailure(code: number, message: string): string {
  return writeWire({ code, message });
}
