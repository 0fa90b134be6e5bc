import { z } from "zod";
import { defineEndpoint } from "../../endpoint.ts";
import { date, id, looseInt, text } from "../../wire-fields.ts";

/** The unit of `expire` is not documented; it is never relied on. */
const session = z.looseObject({ token: text, user_id: id, expire: date.nullish() });

/** Where to send bytes: first the fields of `oss_body_param` in their order, then the file. */
const ticket = z.looseObject({
  upload_url: text,
  upload_method: text.nullish(),
  download_url: text,
  oss_body_param: z.record(z.string(), z.string().nullish()).nullish(),
});

/**
 * What the main job needs beside the group API. Section names are those of the vendor's own reference. Signing in
 * changes nothing that a second try would change again, so it counts as a read.
 */
export const sessionEndpoints = {
  /** By `name`; the vendor's web client also sends a `mobile` in its place. */
  "/token/user": defineEndpoint({
    path: "/token/user",
    verbs: { POST: "token" },
    verb: "POST",
    effect: "read",
    query: null,
    body: z.object({
      name: text.optional(),
      mobile: text.optional(),
      password: text,
      device_guid: text.optional(),
    }),
    answer: session,
  }),
  /** `login_name` may also be a mobile number or a mail address. */
  "/token/login": defineEndpoint({
    path: "/token/login",
    verbs: { POST: "token" },
    verb: "POST",
    effect: "read",
    query: null,
    body: z.object({ login_name: text, password: text, device_guid: text.optional() }),
    answer: session,
  }),
  "/token/id": defineEndpoint({
    path: "/token/id",
    verbs: { POST: "token" },
    verb: "POST",
    effect: "read",
    query: null,
    body: z.object({ user_id: id, password: text, device_guid: text.optional() }),
    answer: session,
  }),
  /** Our own profile. Seen in the vendor's web client; used to learn our id when only a token is known. */
  "/user/profile": defineEndpoint({
    path: "/user/profile",
    verbs: { GET: "user" },
    verb: "GET",
    query: null,
    body: null,
    answer: z.looseObject({ user_id: id }),
  }),
  /** `file_type` 200 is a shared file; `to_type` 2 is a group. */
  "/file/upload/chat": defineEndpoint({
    path: "/file/upload/chat",
    verbs: { GET: "file" },
    verb: "GET",
    query: z.object({ file_type: looseInt, to_type: looseInt, to_id: id }),
    body: null,
    answer: ticket,
  }),
  "/file/upload/avatar/group": defineEndpoint({
    path: "/file/upload/avatar/group",
    verbs: { GET: "file" },
    verb: "GET",
    query: z.object({ group_id: id }),
    body: null,
    answer: ticket,
  }),
} as const;

/** Paths that answer with bytes or a redirect to them instead of an envelope. */
export const downloadPaths = {
  groupFile: "/file/download/chat",
  avatar: "/file/download/avatar",
} as const;
