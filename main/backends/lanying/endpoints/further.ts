import { z } from "zod";
import { defineEndpoint } from "../../endpoint.ts";
import { flag, id } from "../../wire-fields.ts";
import { done } from "./answers.ts";

const toggle = z.object({ group_id: id, value: flag });

/** Of the group API, but not in the printed document: seen in the vendor's clients or in its newer reference. */
export const furtherEndpoints = {
  /** In the newer reference and the clients. Has an effect only where the whole app has it switched on. */
  "/group/settings/hide_member_info": defineEndpoint({
    path: "/group/settings/hide_member_info",
    verbs: { POST: "group", PUT: "group" },
    verb: "POST",
    query: null,
    body: toggle,
    answer: done,
  }),
  /** Of the web client only, and of an earlier time: `/group/msg/mute_mode` says the same and more. Never sent by us. */
  "/group/msg/not_disturb": defineEndpoint({
    path: "/group/msg/not_disturb",
    verbs: { POST: "client" },
    verb: "POST",
    query: null,
    body: toggle,
    answer: done,
  }),
} as const;
