import { z } from "zod";
import { defineEndpoint } from "../../endpoint.ts";
import { date, id, ids, int, looseDate } from "../../wire-fields.ts";
import { done, member, paging, personResult } from "./answers.ts";

const people = z.object({ group_id: id, user_list: ids });
const results = z.array(personResult);

/** `created_at` is documented as a date-time text. */
const blockedPerson = z.looseObject({ user_id: id, group_id: id.nullish(), created_at: looseDate.nullish() });

export const moderationEndpoints = {
  /** `duration` is in minutes, -1 for ever. */
  "/group/ban": defineEndpoint({
    path: "/group/ban",
    verbs: { POST: "7.15" },
    verb: "POST",
    query: null,
    body: z.object({ group_id: id, user_list: ids, duration: int }),
    answer: results,
  }),
  "/group/banned_list": defineEndpoint({
    path: "/group/banned_list",
    verbs: { GET: "7.16" },
    verb: "GET",
    query: z.object({ group_id: id, ...paging }),
    body: null,
    answer: z.array(member),
    isPaged: true,
  }),
  "/group/block": defineEndpoint({
    path: "/group/block",
    verbs: { POST: "7.17" },
    verb: "POST",
    query: null,
    body: people,
    answer: results,
  }),
  "/group/blocked_list": defineEndpoint({
    path: "/group/blocked_list",
    verbs: { GET: "7.18" },
    verb: "GET",
    query: z.object({ group_id: id, ...paging }),
    body: null,
    answer: z.array(blockedPerson),
    isPaged: true,
  }),
  "/group/unban": defineEndpoint({
    path: "/group/unban",
    verbs: { POST: "7.73" },
    verb: "POST",
    query: null,
    body: people,
    answer: results,
  }),
  "/group/unblock": defineEndpoint({
    path: "/group/unblock",
    verbs: { POST: "7.74", DELETE: "7.75" },
    verb: "POST",
    query: null,
    body: people,
    answer: results,
  }),
  /** `duration` is in minutes, -1 for ever. */
  "/group/settings/ban_all": defineEndpoint({
    path: "/group/settings/ban_all",
    verbs: { POST: "7.63" },
    verb: "POST",
    query: null,
    body: z.object({ group_id: id, duration: int }),
    answer: z.looseObject({ ban_expire_time: date.nullish() }).nullish(),
  }),
  "/group/settings/unban_all": defineEndpoint({
    path: "/group/settings/unban_all",
    verbs: { POST: "7.70" },
    verb: "POST",
    query: null,
    body: z.object({ group_id: id }),
    answer: done,
  }),
} as const;
