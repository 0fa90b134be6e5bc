import { z } from "zod";
import { defineEndpoint } from "../../endpoint.ts";
import { date, flag, id, ids, looseDate, looseInt, text } from "../../wire-fields.ts";
import { done, paging, personResult } from "./answers.ts";

/** `status`: 0 pending, 1 accepted, 2 declined. */
const application = z.looseObject({
  group_id: id,
  applicant_id: id,
  reason: text.nullish(),
  status: looseInt.nullish(),
  expired_time: date.nullish(),
});

const invitation = z.looseObject({
  group_id: id,
  inviter_id: id.nullish(),
  invitee_id: id.nullish(),
  reason: text.nullish(),
  status: looseInt.nullish(),
  expired_time: date.nullish(),
  updated_at: looseDate.nullish(),
});

const decision = z.object({ group_id: id, user_id: id, approval: flag });

export const inboxEndpoints = {
  "/group/application_list": defineEndpoint({
    path: "/group/application_list",
    verbs: { POST: "7.11" },
    verb: "POST",
    effect: "read",
    query: z.object(paging),
    body: z.object({ group_list: ids }),
    answer: z.array(application),
    isPaged: true,
  }),
  "/group/apply": defineEndpoint({
    path: "/group/apply",
    verbs: { POST: "7.12" },
    verb: "POST",
    query: null,
    body: z.object({ group_id: id, reason: text.optional() }),
    answer: personResult.nullish(),
  }),
  /** `user_id` is the applicant. */
  "/group/apply/handle": defineEndpoint({
    path: "/group/apply/handle",
    verbs: { POST: "7.13", PUT: "7.14" },
    verb: "POST",
    query: null,
    body: decision,
    answer: personResult.nullish(),
  }),
  "/group/invitation_list": defineEndpoint({
    path: "/group/invitation_list",
    verbs: { GET: "7.41" },
    verb: "GET",
    query: z.object(paging),
    body: null,
    answer: z.array(invitation),
    isPaged: true,
  }),
  /** Whose id `user_id` is, is open: open-points.ts. */
  "/group/invite/handle": defineEndpoint({
    path: "/group/invite/handle",
    verbs: { POST: "7.43", PUT: "7.44" },
    verb: "POST",
    query: null,
    body: decision,
    answer: done,
  }),
} as const;
