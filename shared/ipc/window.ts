import { z } from "zod";

/** A slice of a long list. The whole list never crosses the bridge. */
export const WindowQuery = z.object({
  query: z.string().max(200).default(""),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});

/** `revision` grows with every change of the list, so that a store can drop a late, older answer. */
export function windowOf<Row extends z.ZodType>(row: Row) {
  return z.object({ revision: z.number(), total: z.number(), rows: z.array(row) });
}

/** A file the person dropped or picked. Main keeps the path; the page holds only this. */
export const FileHandle = z.object({
  handle: z.uuid(),
  name: z.string(),
  size: z.number(),
  isFolder: z.boolean(),
});
export type FileHandle = z.infer<typeof FileHandle>;
