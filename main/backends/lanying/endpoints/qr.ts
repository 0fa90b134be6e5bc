import { z } from "zod";
import { defineEndpoint } from "../../endpoint.ts";
import { date, id, looseDate, text } from "../../wire-fields.ts";
import { untyped } from "./answers.ts";

const code = z.looseObject({ qr_info: text, create_at: date.nullish(), expire_at: date.nullish() });

export const qrEndpoints = {
  "/group/qrcode/invite": defineEndpoint({
    path: "/group/qrcode/invite",
    verbs: { POST: "7.56" },
    verb: "POST",
    query: null,
    body: z.object({ qr_info: text }),
    answer: untyped,
  }),
  "/group/qrcode/sign": defineEndpoint({
    path: "/group/qrcode/sign",
    verbs: { GET: "7.57" },
    verb: "GET",
    query: z.object({ group_id: id }),
    body: null,
    answer: code,
  }),
} as const;

/** A code by either pair. */
const codeOfAnyPair = code.extend({ expired: looseDate.nullish().catch(null) });

/** The same two as the vendor's own clients ask them; not in the API document. The end is called `expired` there. */
export const appQrEndpoints = {
  "/app/qrcode/group_invite": defineEndpoint({
    ...qrEndpoints["/group/qrcode/invite"],
    path: "/app/qrcode/group_invite",
    verbs: { POST: "app" },
  }),
  "/app/qrcode/group_sign": defineEndpoint({
    ...qrEndpoints["/group/qrcode/sign"],
    path: "/app/qrcode/group_sign",
    verbs: { GET: "app" },
    answer: codeOfAnyPair,
  }),
} as const;
