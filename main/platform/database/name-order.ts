/** Orders rows of a table with `name` and `search_text` by name; those without a name come last, by id. */
export function nameOrder(table: string): string {
  return `${table}.name = '', ${table}.search_text`;
}
