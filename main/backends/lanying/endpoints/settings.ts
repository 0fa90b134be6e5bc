import { z } from "zod";
import { defineEndpoint } from "../../endpoint.ts";
import { flag, id, int } from "../../wire-fields.ts";
import { done, groupInfo, untyped } from "./answers.ts";

const toggle = z.object({ group_id: id, value: flag });

export const settingsEndpoints = {
  "/group/settings": defineEndpoint({
    path: "/group/settings",
    verbs: { GET: "7.58" },
    verb: "GET",
    query: z.object({ group_id: id }),
    body: null,
    answer: groupInfo,
  }),
  "/group/settings/allow_member_invitation": defineEndpoint({
    path: "/group/settings/allow_member_invitation",
    verbs: { POST: "7.59", PUT: "7.60" },
    verb: "POST",
    query: null,
    body: toggle,
    answer: done,
  }),
  "/group/settings/allow_member_modify": defineEndpoint({
    path: "/group/settings/allow_member_modify",
    verbs: { POST: "7.61", PUT: "7.62" },
    verb: "POST",
    query: null,
    body: toggle,
    answer: done,
  }),
  "/group/settings/enable_read_ack": defineEndpoint({
    path: "/group/settings/enable_read_ack",
    verbs: { POST: "7.64", PUT: "7.65" },
    verb: "POST",
    query: null,
    body: toggle,
    answer: done,
  }),
  "/group/settings/history_visible": defineEndpoint({
    path: "/group/settings/history_visible",
    verbs: { POST: "7.66", PUT: "7.67" },
    verb: "POST",
    query: null,
    body: toggle,
    answer: done,
  }),
  /** 0 everybody joins at once, 1 an admin approves, 2 nobody joins. */
  "/group/settings/require_admin_approval": defineEndpoint({
    path: "/group/settings/require_admin_approval",
    verbs: { POST: "7.68", PUT: "7.69" },
    verb: "POST",
    query: null,
    body: z.object({ group_id: id, apply_approval: int }),
    answer: done,
  }),
  /** Ours alone: 0 none, 1 no local notice, 2 receive nothing. */
  "/group/msg/mute_mode": defineEndpoint({
    path: "/group/msg/mute_mode",
    verbs: { POST: "7.51", PUT: "7.52" },
    verb: "POST",
    query: null,
    body: z.object({ group_id: id, msg_mute_mode: int }),
    answer: untyped,
  }),
  /** Ours alone: 0 all, 1 none, 2 admins and mentions, 3 admins, 4 mentions. */
  "/group/msg/push_mode": defineEndpoint({
    path: "/group/msg/push_mode",
    verbs: { POST: "7.53", PUT: "7.54" },
    verb: "POST",
    query: null,
    body: z.object({ group_id: id, msg_push_mode: int }),
    answer: untyped,
  }),
} as const;
