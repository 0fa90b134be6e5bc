import { z } from "zod";
import { defineEndpoint } from "../../endpoint.ts";
import { id, ids, int, text } from "../../wire-fields.ts";
import { done, groupFile } from "./answers.ts";

const fileResult = z.looseObject({ file_id: id.nullish(), result: text.nullish(), reason: text.nullish() });

export const fileEndpoints = {
  /** Called "download" in the API document, but answers what is known of the file, not its bytes. */
  "/group/file": defineEndpoint({
    path: "/group/file",
    verbs: { GET: "7.24" },
    verb: "GET",
    query: z.object({ group_id: id, file_id: id }),
    body: null,
    answer: groupFile,
  }),
  "/group/file/delete": defineEndpoint({
    path: "/group/file/delete",
    verbs: { POST: "7.25", DELETE: "7.26" },
    verb: "POST",
    query: null,
    body: z.object({ group_id: id, file_list: ids }),
    answer: z.array(fileResult),
  }),
  "/group/file/list": defineEndpoint({
    path: "/group/file/list",
    verbs: { GET: "7.27" },
    verb: "GET",
    query: z.object({ group_id: id }),
    body: null,
    answer: z.array(groupFile),
  }),
  "/group/file/update_name": defineEndpoint({
    path: "/group/file/update_name",
    verbs: { POST: "7.28", PUT: "7.29" },
    verb: "POST",
    query: null,
    body: z.object({ group_id: id, file_id: id, name: text }),
    answer: done,
  }),
  /** Registers bytes that have arrived; `url` is the ticket's download address, `size` is in bytes. */
  "/group/file/upload": defineEndpoint({
    path: "/group/file/upload",
    verbs: { POST: "7.30" },
    verb: "POST",
    query: null,
    body: z.object({ group_id: id, name: text, size: int, type: text.optional(), url: text }),
    answer: groupFile,
  }),
} as const;
