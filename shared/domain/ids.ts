import { z } from "zod";

/** A server's int64 id as decimal digits. Never a JS number: digits past 2^53 would be lost. */
export const DecimalId = z.string().regex(/^-?\d{1,19}$/, "an id is 1 to 19 decimal digits");

/** An id of either backend: decimal digits (Lanying) or a wxid / `…@chatroom` (WeChat). */
export const EntityId = z.string().min(1).max(200);

/** An account in this app: a UUID we made. */
export const AccountId = z.uuid();
