/** Where a real server was seen to act unlike the printed API document; each field one place to switch. */
export interface DemoPosition {
  /** Whose membership carries a group card (`display_name`): all members', or one in fifty. */
  readonly cards: "all" | "few";
  /** How long after a write the reads still answer with what was before, ms. */
  readonly readLagMs: number;
  /** Whether links to files and pictures name the storage host instead of the API's own. */
  readonly linksOnForeignHost: boolean;
  /** Which pair of paths makes and redeems group codes; the others are unknown. */
  readonly codePaths: "group" | "app" | "both";
  /** Whose id counts in an answer to an invitation; the other is refused. */
  readonly inviteHandleUserId: "self" | "inviter" | "either";
  /** How a picture is named in answers: by its key alone, or by a whole address. */
  readonly avatars: "keys" | "addresses";
  /** Paths (regular expressions) that this server always refuses with 402, whatever the session. */
  readonly refusedPaths: readonly string[];
  /** How a wrong password is refused. No document says; 402 is what clients were seen to get. */
  readonly wrongPasswordCode: 402 | 11001;
  /** What the directory says of the app: "banned", "frozen" and "revoked" stop clients. */
  readonly appStatus: string;
  /** Addresses that the directory names before the demo's own. */
  readonly apiUrlsBefore: readonly string[];
}

export const documentedPosition: DemoPosition = {
  cards: "all",
  readLagMs: 0,
  linksOnForeignHost: false,
  codePaths: "group",
  inviteHandleUserId: "either",
  avatars: "keys",
  refusedPaths: [],
  wrongPasswordCode: 402,
  appStatus: "normal",
  apiUrlsBefore: [],
};

/** Like the servers that the vendor's own clients meet. */
export const vendorPosition: DemoPosition = {
  cards: "few",
  readLagMs: 400,
  linksOnForeignHost: true,
  codePaths: "app",
  inviteHandleUserId: "self",
  avatars: "addresses",
  refusedPaths: ["^/group/banned_list$"],
  wrongPasswordCode: 402,
  appStatus: "normal",
  apiUrlsBefore: [],
};
