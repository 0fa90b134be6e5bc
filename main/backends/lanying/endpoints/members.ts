import { z } from "zod";
import { defineEndpoint } from "../../endpoint.ts";
import { id, ids, text } from "../../wire-fields.ts";
import { done, member, paging, personResult } from "./answers.ts";

const people = z.object({ group_id: id, user_list: ids });
const results = z.array(personResult);

export const memberEndpoints = {
  "/group/admin/add": defineEndpoint({
    path: "/group/admin/add",
    verbs: { POST: "7.1" },
    verb: "POST",
    query: null,
    body: people,
    answer: results,
  }),
  "/group/admin/remove": defineEndpoint({
    path: "/group/admin/remove",
    verbs: { POST: "7.2", DELETE: "7.3" },
    verb: "POST",
    query: null,
    body: people,
    answer: results,
  }),
  "/group/admin_list": defineEndpoint({
    path: "/group/admin_list",
    verbs: { GET: "7.4" },
    verb: "GET",
    query: z.object({ group_id: id }),
    body: null,
    answer: z.array(member),
  }),
  "/group/display_name": defineEndpoint({
    path: "/group/display_name",
    verbs: { POST: "7.22", PUT: "7.23" },
    verb: "POST",
    query: null,
    body: z.object({ group_id: id, value: text }),
    answer: done,
  }),
  "/group/invite": defineEndpoint({
    path: "/group/invite",
    verbs: { POST: "7.42" },
    verb: "POST",
    query: null,
    body: z.object({ group_id: id, user_list: ids, reason: text.optional() }),
    answer: results,
  }),
  "/group/kick": defineEndpoint({
    path: "/group/kick",
    verbs: { POST: "7.45", DELETE: "7.46" },
    verb: "POST",
    query: null,
    body: people,
    answer: results,
  }),
  "/group/member_list": defineEndpoint({
    path: "/group/member_list",
    verbs: { GET: "7.49" },
    verb: "GET",
    query: z.object({ group_id: id, ...paging }),
    body: null,
    answer: z.array(member),
    isPaged: true,
  }),
  "/group/members/display_name": defineEndpoint({
    path: "/group/members/display_name",
    verbs: { POST: "7.50" },
    verb: "POST",
    effect: "read",
    query: null,
    body: people,
    answer: z.array(member),
  }),
} as const;
