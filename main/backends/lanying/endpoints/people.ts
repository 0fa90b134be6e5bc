import { z } from "zod";
import { defineEndpoint } from "../../endpoint.ts";
import { id, ids, text } from "../../wire-fields.ts";

/** Not in the printed API document: the vendor's own clients name people by it. */
export const peopleEndpoints = {
  "/roster/list": defineEndpoint({
    path: "/roster/list",
    verbs: { POST: "roster" },
    verb: "POST",
    effect: "read",
    query: null,
    body: z.object({ list: ids }),
    answer: z.array(
      z.looseObject({
        user_id: id,
        username: text.nullish(),
        nick_name: text.nullish(),
        alias: text.nullish(),
        avatar: text.nullish(),
      }),
    ),
  }),
} as const;
