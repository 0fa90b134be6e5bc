import { z } from "zod";
import { date, id, looseFlag, looseInt, text } from "../../wire-fields.ts";

/*
 * The shapes several operations answer with. The server leaves null fields out, so all but the identity of an item
 * may be missing; unknown fields are kept.
 */

/** One person of a write over many: `result` is "success" or "fail", and `reason` says why. A 200 may hold fails. */
export const personResult = z.looseObject({
  user_id: id.nullish(),
  result: text.nullish(),
  reason: text.nullish(),
});

/** `expired_time` is the end of a mute, in banned_list only. */
export const member = z.looseObject({
  user_id: id,
  display_name: text.nullish(),
  join_time: date.nullish(),
  expired_time: date.nullish(),
});

export const announcement = z.looseObject({
  id,
  group_id: id.nullish(),
  author: id.nullish(),
  title: text.nullish(),
  content: text.nullish(),
  created_at: date.nullish(),
});

export const groupFile = z.looseObject({
  file_id: id,
  group_id: id.nullish(),
  name: text.nullish(),
  size: looseInt.nullish(),
  type: text.nullish(),
  url: text.nullish(),
  uploader: id.nullish(),
  created_at: date.nullish(),
  updated_at: date.nullish(),
});

/** Of /group/info, /group/settings and /group/create. `ban_expire_time` comes in seconds and is read to ms. */
export const groupInfo = z.looseObject({
  group_id: id,
  owner_id: id.nullish(),
  name: text.nullish(),
  avatar: text.nullish(),
  description: text.nullish(),
  ext: text.nullish(),
  type: looseInt.nullish(),
  status: looseInt.nullish(),
  apply_approval: looseInt.nullish(),
  msg_mute_mode: looseInt.nullish(),
  msg_push_mode: looseInt.nullish(),
  member_invite: looseFlag.nullish(),
  member_modify: looseFlag.nullish(),
  history_visible: looseFlag.nullish(),
  read_ack: looseFlag.nullish(),
  hide_member_info: looseFlag.nullish(),
  capacity: looseInt.nullish(),
  count: looseInt.nullish(),
  ban_expire_time: date.nullish(),
  created_at: date.nullish(),
  updated_at: date.nullish(),
});

/** Of /group/info/batch, where the owner is called `owner`. */
export const groupBrief = z.looseObject({
  group_id: id,
  owner: id.nullish(),
  name: text.nullish(),
  avatar: text.nullish(),
  type: looseInt.nullish(),
  status: looseInt.nullish(),
  apply_approval: looseInt.nullish(),
  msg_mute_mode: looseInt.nullish(),
  msg_push_mode: looseInt.nullish(),
  capacity: looseInt.nullish(),
  count: looseInt.nullish(),
});

/** A plain yes. */
export const done = looseFlag.nullish();
/** Documented without a type. */
export const untyped = z.unknown();

/** What every paged operation takes; `version` is reserved and never sent by us. */
export const paging = { cursor: text.optional(), limit: looseInt.optional(), version: looseInt.optional() };
