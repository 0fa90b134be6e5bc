import { expect, test } from "vitest";
import type { z } from "zod";
import type { Endpoint } from "../../main/backends/endpoint.ts";
import { geweEndpoints } from "../../main/backends/gewe/endpoints.ts";
import { wireTypeOf } from "../../main/backends/wire-fields.ts";
import operations from "./gewe-operations.json" with { type: "json" };

/** What of a documented path belongs to the account's base address. */
const prefix = "/gewe/v2/api";
const endpoints: Readonly<Record<string, Endpoint>> = geweEndpoints;

function typesOf(schema: z.ZodObject | null): Record<string, string | null> {
  const fields: [string, z.core.$ZodType][] = Object.entries(schema?.shape ?? {});
  return Object.fromEntries(fields.map(([name, field]) => [name, wireTypeOf(field)]));
}

test.each(operations)("$path is sent as documented", (operation) => {
  const endpoint = endpoints[operation.path.replace(prefix, "")];
  expect(endpoint?.verbs).toEqual({ [operation.method]: operation.section });
  expect(endpoint?.query).toBeNull();
  expect(typesOf(endpoint?.body ?? null)).toEqual(operation.body);
});

test.each(operations)("$path needs every required parameter", (operation) => {
  const body = endpoints[operation.path.replace(prefix, "")]?.body;
  const whole = Object.fromEntries(operation.required.map((name) => [name, "x"]));
  expect(body?.safeParse(whole).success).toBe(true);
  for (const name of operation.required) {
    const { [name]: _, ...rest } = whole;
    expect(body?.safeParse(rest).success, name).toBe(false);
  }
});

test.each(operations)("$path answers are read with every documented field", (operation) => {
  const answer = endpoints[operation.path.replace(prefix, "")]?.answer;
  // A field documented as null is read as text all the same: it is non-null in practice.
  const example = Object.fromEntries(Object.keys(operation.answer).map((name) => [name, "x"]));
  expect(answer?.parse(example)).toEqual(example);
  expect(answer?.safeParse(Object.fromEntries(Object.keys(example).map((name) => [name, 1]))).success).toBe(
    false,
  );
});

test("every operation is a POST that names the device", () => {
  for (const endpoint of Object.values(endpoints)) {
    expect(endpoint.verb).toBe("POST");
    expect(typesOf(endpoint.body)).toHaveProperty("appId", "string");
  }
});
