import { z } from "zod";
import { looseFlag, looseInt, text } from "../wire-fields.ts";

/*
 * Read leniently: no two deployments answer alike, and what we do not need must not keep us from what we do. Most
 * fields are null or missing for most people; unknown ones are kept.
 */

/** A field that is only worth having. */
const anyText = text.nullish().catch(null);
const anyInt = looseInt.nullish().catch(null);

/** A list without the items that cannot be read: one odd person must not take the others along. */
function rowsOf<Item extends z.ZodType>(item: Item, most = 20_000) {
  return z
    .array(z.unknown())
    .max(most)
    .transform((values) =>
      values.flatMap((value): z.output<Item>[] => {
        const read = item.safeParse(value);
        return read.success ? [read.data] : [];
      }),
    );
}

/** A whole answer of such a list; nothing at all is an empty one. */
function allRowsOf<Item extends z.ZodType>(item: Item) {
  return rowsOf(item)
    .nullish()
    .transform((rows) => rows ?? []);
}

/** Whose id some answers call `wxid` and others `userName`. */
export const profile = z
  .looseObject({ wxid: anyText, userName: anyText, nickName: anyText, alias: anyText })
  .transform(({ wxid, userName, ...rest }, context) => {
    const id = wxid || userName;
    if (id) return { ...rest, wxid: id };
    context.addIssue({ code: "custom", message: "nobody", path: ["wxid"] });
    return z.NEVER;
  });

/** Ids only. `chatrooms` holds just the groups saved to the address book. */
export const contacts = z
  .looseObject({
    friends: rowsOf(text).nullish().catch(null),
    chatrooms: rowsOf(text).nullish().catch(null),
    ghs: rowsOf(text).nullish().catch(null),
  })
  .nullish();

/** People or groups, in short. */
export const briefs = allRowsOf(
  z.looseObject({
    userName: text,
    nickName: anyText,
    remark: anyText,
    alias: anyText,
    bigHeadImgUrl: anyText,
    smallHeadImgUrl: anyText,
  }),
);

const chatroomMembersList = rowsOf(
  z.looseObject({
    wxid: text,
    nickName: anyText,
    inviterUserName: anyText,
    memberFlag: anyInt,
    displayName: anyText,
    bigHeadImgUrl: anyText,
    smallHeadImgUrl: anyText,
  }),
)
  .nullish()
  .catch(null);

/** Here the owner is written with a capital R (`chatRoomOwner`). */
export const chatroomInfo = z.looseObject({
  chatroomId: anyText,
  nickName: anyText,
  remark: anyText,
  chatRoomNotify: anyInt,
  chatRoomOwner: anyText,
  smallHeadImgUrl: anyText,
  memberList: chatroomMembersList,
});

/** Here with a small one (`chatroomOwner`), and null in the vendor's own example. */
export const chatroomMembers = z.looseObject({
  memberList: chatroomMembersList,
  chatroomOwner: anyText,
  adminWxid: rowsOf(text).nullish().catch(null),
});

/** `friendUserName` is set for people who are friends already. */
export const memberDetails = allRowsOf(
  z.looseObject({
    userName: text,
    nickName: anyText,
    remark: anyText,
    alias: anyText,
    signature: anyText,
    country: anyText,
    province: anyText,
    city: anyText,
    bigHeadImgUrl: anyText,
    smallHeadImgUrl: anyText,
    friendUserName: anyText,
    inviterUserName: anyText,
    memberFlag: anyInt,
  }),
);

/** Null where the answer does not tell. */
export const isOnline = z
  .union([looseFlag, z.stringbool()])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** A code to sign in by. The picture shows the same as `qrData`. */
export const loginCode = z.looseObject({
  appId: text.min(1),
  uuid: text.min(1),
  qrData: anyText,
  qrImgBase64: anyText,
});

/** How far a sign-in is; `url` alone: WeChat wants a check on the phone first. */
export const loginState = z
  .looseObject({
    status: anyInt,
    nickName: anyText,
    /** How many seconds the code is still good for. */
    expiredTime: anyInt,
    url: anyText,
    loginInfo: z.looseObject({ wxid: anyText, nickName: anyText }).nullish().catch(null),
  })
  .nullish();

const chatroomId = /^\S+@(?:im\.)?chatroom$/;

/** The group's id, in an object or alone. */
export const agreed = z
  .union([
    z.looseObject({ chatroomId: text.nullish() }),
    z.string().transform((words) => ({ chatroomId: chatroomId.test(words.trim()) ? words.trim() : null })),
  ])
  .nullish();

/** A page instead of a yes: as a text, or in the fields of an object. */
const page = z
  .unknown()
  .optional()
  .transform((value): string | null => {
    if (typeof value === "string") return value.trim() === "" ? null : value;
    if (typeof value !== "object" || value === null) return null;
    const words = Object.values(value).filter((word) => typeof word === "string");
    return Object.keys(value).length === 0 ? null : words.join(" ") || "…";
  });

/** A non-empty `html`, or no `chatroomId`, means that we are not in yet. */
export const scanned = z
  .looseObject({ chatroomName: anyText, html: page, chatroomId: text.nullish() })
  .nullish();

/** A success means "sent", not "accepted". */
export const friendAsked = z.looseObject({ v3: text.nullish() }).nullish();
