import { z } from "zod";
import { defineEndpoint } from "../../endpoint.ts";
import { id, text } from "../../wire-fields.ts";
import { announcement, untyped } from "./answers.ts";

const one = z.object({ group_id: id, announcement_id: id });
const ofGroup = z.object({ group_id: id });

export const announcementEndpoints = {
  "/group/announcement": defineEndpoint({
    path: "/group/announcement",
    verbs: { GET: "7.5" },
    verb: "GET",
    query: one,
    body: null,
    answer: announcement,
  }),
  "/group/announcement/delete": defineEndpoint({
    path: "/group/announcement/delete",
    verbs: { POST: "7.6", DELETE: "7.7" },
    verb: "POST",
    query: one,
    body: null,
    answer: untyped,
  }),
  /** Takes no id: it always adds a new one. */
  "/group/announcement/edit": defineEndpoint({
    path: "/group/announcement/edit",
    verbs: { POST: "7.8" },
    verb: "POST",
    query: null,
    body: z.object({ group_id: id, title: text, content: text }),
    answer: announcement,
  }),
  "/group/announcement/last": defineEndpoint({
    path: "/group/announcement/last",
    verbs: { GET: "7.9" },
    verb: "GET",
    query: ofGroup,
    body: null,
    answer: announcement.nullish(),
  }),
  "/group/announcement/list": defineEndpoint({
    path: "/group/announcement/list",
    verbs: { GET: "7.10" },
    verb: "GET",
    query: ofGroup,
    body: null,
    answer: z.array(announcement),
  }),
} as const;
