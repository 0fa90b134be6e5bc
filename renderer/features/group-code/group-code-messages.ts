import type { Messages } from "../../messages.ts";

const en = {
  title: "Group QR code",
  notAllowed: "Group QR code: only the owner and admins may invite to this group",
  codeOf: "QR code of {{group}}",
  loading: "The code is being made",
  loadFailed: "There is no code.",
  validUntil: "Valid until {{time}}",
  expired: "Expired {{time}}",
  hint: "Who scans it can join, or apply to join, by your invitation.",
  save: "Save PNG",
  copyPicture: "Copy picture",
  copyText: "Copy text",
  print: "Print",
  renew: "Make a new one",
  saved: "Saved",
  pictureCopied: "Picture copied",
  textCopied: "Text copied",
  actFailed: "That did not work.",
};

export const groupCodeMessages = {
  en,
  "zh-CN": {
    title: "群二维码",
    notAllowed: "群二维码：该群只有群主和管理员可以邀请",
    codeOf: "{{group}} 的二维码",
    loading: "正在生成二维码",
    loadFailed: "没有可用的二维码。",
    validUntil: "有效期至 {{time}}",
    expired: "已于 {{time}} 过期",
    hint: "扫码的人将凭你的邀请加入或申请加入。",
    save: "保存 PNG",
    copyPicture: "复制图片",
    copyText: "复制文本",
    print: "打印",
    renew: "重新生成",
    saved: "已保存",
    pictureCopied: "图片已复制",
    textCopied: "文本已复制",
    actFailed: "操作未完成。",
  },
} satisfies Messages<typeof en>;
