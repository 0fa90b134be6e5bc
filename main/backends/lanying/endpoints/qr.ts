import { z } from "zod";
import { defineEndpoint } from "../../endpoint.ts";
import { date, id, text } from "../../wire-fields.ts";
import { untyped } from "./answers.ts";

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
    answer: z.looseObject({ qr_info: text, create_at: date.nullish(), expire_at: date.nullish() }),
  }),
} as const;
