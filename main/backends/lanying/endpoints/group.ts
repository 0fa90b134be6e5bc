import { z } from "zod";
import { defineEndpoint } from "../../endpoint.ts";
import { id, ids, int, text } from "../../wire-fields.ts";
import { done, groupBrief, groupInfo, personResult } from "./answers.ts";

const ofGroup = z.object({ group_id: id });
const textOfGroup = z.object({ group_id: id, value: text });

export const groupEndpoints = {
  "/group/create": defineEndpoint({
    path: "/group/create",
    verbs: { POST: "7.19" },
    verb: "POST",
    query: null,
    body: z.object({
      name: text.optional(),
      type: int.optional(),
      avatar: text.optional(),
      description: text.optional(),
      user_list: ids.optional(),
    }),
    answer: groupInfo,
  }),
  "/group/destroy": defineEndpoint({
    path: "/group/destroy",
    verbs: { POST: "7.20", DELETE: "7.21" },
    verb: "POST",
    query: ofGroup,
    body: null,
    answer: done,
  }),
  /** Also answers for groups we are not in. */
  "/group/info": defineEndpoint({
    path: "/group/info",
    verbs: { GET: "7.31" },
    verb: "GET",
    query: ofGroup,
    body: null,
    answer: groupInfo,
  }),
  "/group/info/avatar": defineEndpoint({
    path: "/group/info/avatar",
    verbs: { POST: "7.32", PUT: "7.33" },
    verb: "POST",
    query: null,
    body: textOfGroup,
    answer: done,
  }),
  "/group/info/batch": defineEndpoint({
    path: "/group/info/batch",
    verbs: { POST: "7.34" },
    verb: "POST",
    effect: "read",
    query: null,
    body: z.object({ group_list: ids }),
    answer: z.array(groupBrief),
  }),
  "/group/info/description": defineEndpoint({
    path: "/group/info/description",
    verbs: { POST: "7.35", PUT: "7.36" },
    verb: "POST",
    query: null,
    body: textOfGroup,
    answer: done,
  }),
  "/group/info/ext": defineEndpoint({
    path: "/group/info/ext",
    verbs: { POST: "7.37", PUT: "7.38" },
    verb: "POST",
    query: null,
    body: textOfGroup,
    answer: done,
  }),
  "/group/info/name": defineEndpoint({
    path: "/group/info/name",
    verbs: { POST: "7.39", PUT: "7.40" },
    verb: "POST",
    query: null,
    body: textOfGroup,
    answer: done,
  }),
  "/group/leave": defineEndpoint({
    path: "/group/leave",
    verbs: { POST: "7.47", DELETE: "7.48" },
    verb: "POST",
    query: ofGroup,
    body: null,
    answer: done,
  }),
  /** Marked as deprecated by the vendor. */
  "/group/public_list": defineEndpoint({
    path: "/group/public_list",
    verbs: { GET: "7.55" },
    verb: "GET",
    query: null,
    body: null,
    answer: ids,
  }),
  "/group/transfer": defineEndpoint({
    path: "/group/transfer",
    verbs: { POST: "7.71", PUT: "7.72" },
    verb: "POST",
    query: null,
    body: z.object({ group_id: id, new_owner: id }),
    answer: personResult.nullish(),
  }),
  "/group/user_joined": defineEndpoint({
    path: "/group/user_joined",
    verbs: { GET: "7.76" },
    verb: "GET",
    query: null,
    body: null,
    answer: ids,
  }),
} as const;
