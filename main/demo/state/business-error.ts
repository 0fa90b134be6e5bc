const words = {
  402: "Operation rejected",
  10000: "user does not exist",
  10002: "bad request parameter",
  10003: "access-token header missing",
  10008: "access-token invalid",
  10010: "user has no permission",
  11001: "wrong password",
  20001: "group does not exist",
  20002: "user is not a member of the group",
  20003: "msg_push_mode illegal",
  20004: "group owner cannot leave the group directly",
  20005: "new owner is not a member of the group",
  20010: "group member count has reached its capacity",
  20011: "group member permission required",
  20012: "group admin permission required",
  20013: "group owner permission required",
  20014: "application expired or already handled",
  20015: "invitation expired or already handled",
  20016: "kicked too often, cannot join the group again",
  20017: "user is already a member of the group",
  20018: "user is on the blacklist of the group",
  20020: "announcement does not exist",
  20022: "shared file does not exist",
  20023: "no permission on the shared file",
  20024: "group QR code invalid",
  20025: "group QR code expired",
  40000: "app_id does not exist",
} as const;

export type BusinessCode = keyof typeof words;

/** A refusal with its code from the API document's appendix; answered inside HTTP 200. */
export class BusinessError extends Error {
  readonly code: BusinessCode;

  constructor(code: BusinessCode, detail?: string) {
    super(detail === undefined ? words[code] : `${words[code]}: ${detail}`);
    this.code = code;
  }
}
