/** One step of the schema. Never edited once released: what changes is the next number. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}
