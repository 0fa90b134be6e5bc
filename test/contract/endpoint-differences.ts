import { z } from "zod";
import type { Endpoint } from "../../main/backends/endpoint.ts";
import { wireTypeOf } from "../../main/backends/wire-fields.ts";

/** One operation as the API document has it. */
export interface DocumentedOperation {
  readonly section: string;
  readonly method: string;
  readonly path: string;
  /** Names only: the document gives no types for a query. */
  readonly query: readonly string[];
  readonly body: Readonly<Record<string, string>>;
  readonly answer: { readonly data: string | null; readonly fields: Readonly<Record<string, string>> };
  readonly paged: boolean;
}

/** What must be taken differently from the document, with the reason beside each. */
export interface Corrections {
  /** Paths whose `data` the document gets wrong, with the shape that is right. */
  readonly data: Readonly<Record<string, "array[object]" | "object" | "boolean" | "untyped">>;
  /** Answer fields that exist beside the documented ones, by path. */
  readonly extraFields: Readonly<Record<string, readonly string[]>>;
}

const idName = /(^|_)id$|^(owner|new_owner|uploader|author)$/;
const timeName = /(_time|_at)$/;

/** Every way in which a table differs from the document; empty when it is held to it. */
export function endpointDifferences(
  operations: readonly DocumentedOperation[],
  endpoints: Readonly<Record<string, Endpoint>>,
  corrections: Corrections,
): readonly string[] {
  return [...pairDifferences(operations, endpoints), ...operations.flatMap(comparedOperation)];

  function comparedOperation(operation: DocumentedOperation): string[] {
    const { path } = operation;
    const endpoint = endpoints[path];
    if (endpoint === undefined) return [];
    return [
      ...namesDiffer(`${path} query`, operation.query, shapeOf(endpoint.query)),
      ...Object.entries(shapeOf(endpoint.query)).flatMap(([name, schema]) =>
        typeDiffers(`${path} query ${name}`, idName.test(name) ? "id" : isNumber(name), schema),
      ),
      ...namesDiffer(`${path} body`, Object.keys(operation.body), shapeOf(endpoint.body)),
      ...Object.entries(operation.body).flatMap(([name, type]) =>
        typeDiffers(`${path} body ${name}`, wireType(name, type), shapeOf(endpoint.body)[name]),
      ),
      ...answerDifferences(operation, endpoint, corrections),
    ];
  }
}

function pairDifferences(
  operations: readonly DocumentedOperation[],
  endpoints: Readonly<Record<string, Endpoint>>,
): string[] {
  const documented = new Set(operations.map(({ method, path, section }) => `${method} ${path} ${section}`));
  const ours = new Set(
    Object.entries(endpoints).flatMap(([key, { path, verbs }]) => [
      ...(key === path ? [] : [`${key} is filed under another path`]),
      ...Object.entries(verbs).map(([verb, section]) => `${verb} ${path} ${section}`),
    ]),
  );
  return [
    ...[...documented].filter((pair) => !ours.has(pair)).map((pair) => `missing: ${pair}`),
    ...[...ours].filter((pair) => !documented.has(pair)).map((pair) => `not documented: ${pair}`),
    ...Object.values(endpoints)
      .filter(({ verb, verbs }) => verbs[verb] === undefined || verb === "PUT" || verb === "DELETE")
      .map(({ path, verb }) => `${path} is sent as ${verb}`),
  ];
}

function answerDifferences(
  operation: DocumentedOperation,
  endpoint: Endpoint,
  { data: dataCorrections, extraFields }: Corrections,
): string[] {
  const { path } = operation;
  const { data, item } = answerShape(endpoint.answer);
  const expected = dataCorrections[path] ?? operation.answer.data;
  const fields = operation.answer.fields;
  return [
    ...(endpoint.isPaged === operation.paged ? [] : [`${path} paged: ${endpoint.isPaged}`]),
    ...(data === expected ? [] : [`${path} data: ${data}, documented ${expected}`]),
    ...namesDiffer(`${path} answer`, [...Object.keys(fields), ...(extraFields[path] ?? [])], item),
    ...Object.entries(fields).flatMap(([name, type]) =>
      typeDiffers(`${path} answer ${name}`, wireType(name, type), item[name]),
    ),
  ];
}

type Shape = Readonly<Record<string, z.core.$ZodType>>;

function shapeOf(schema: z.core.$ZodType | null): Shape {
  return schema instanceof z.ZodObject ? schema.shape : {};
}

function answerShape(schema: z.core.$ZodType): { readonly data: string; readonly item: Shape } {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return answerShape(schema.unwrap());
  const type = wireTypeOf(schema);
  if (type === "ids") return { data: "array[int32]", item: {} };
  if (type !== null) return { data: type, item: {} };
  if (schema instanceof z.ZodArray) return { data: "array[object]", item: shapeOf(schema.element) };
  if (schema instanceof z.ZodObject) return { data: "object", item: schema.shape };
  return { data: "untyped", item: {} };
}

function namesDiffer(where: string, documented: readonly string[], ours: Shape): string[] {
  return [
    ...documented.filter((name) => !Object.hasOwn(ours, name)).map((name) => `${where} lacks ${name}`),
    ...Object.keys(ours)
      .filter((name) => !documented.includes(name))
      .map((name) => `${where} has ${name}`),
  ];
}

function isNumber(name: string): string {
  return name === "cursor" ? "string" : "int";
}

/** The document writes every number as int32; which are ids and which are times is told by their names. */
function wireType(name: string, documented: string): string {
  if (documented === "array[int32]") return "ids";
  if (documented !== "int32") return documented;
  if (idName.test(name)) return "id";
  return timeName.test(name) ? "date" : "int";
}

function typeDiffers(where: string, expected: string, schema: z.core.$ZodType | undefined): string[] {
  const type = schema === undefined ? expected : wireTypeOf(schema);
  return type === expected ? [] : [`${where} is ${type}, documented as ${expected}`];
}
