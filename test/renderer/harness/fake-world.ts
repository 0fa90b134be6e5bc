import type { Account } from "../../../shared/domain/account.ts";
import type { Group, Role } from "../../../shared/domain/group.ts";
import type { Member } from "../../../shared/domain/member.ts";

const day = 86_400_000;

function account(index: number, change: Partial<Account>): Account {
  return {
    id: `00000000-0000-4000-8000-00000000000${index}`,
    kind: "lanying",
    name: "",
    apiUrl: "http://127.0.0.1:4000",
    directory: null,
    appId: "demo",
    userName: "ann",
    selfId: "6597320918272",
    isDemo: true,
    isSignedIn: true,
    canRenew: true,
    secretPlace: "os",
    syncedAt: Date.now() - 20_000,
    slowedUntil: null,
    ...change,
  };
}

export const accounts: readonly Account[] = [
  account(1, { name: "青禾社区" }),
  account(2, { name: "Demo WeChat", kind: "gewe", selfId: "wxid_qf3k9" }),
  account(3, {
    ...{ name: "Work", isDemo: false, isSignedIn: false, syncedAt: Date.now() - 3 * day },
    ...{ apiUrl: "https://s-1-3-api.example.com", directory: "vendor", appId: "welovemaxim" },
  }),
];

const names: readonly (readonly [string, number, Role])[] = [
  ["青禾读书会", 486, "owner"],
  ["Chess club 国际象棋", 64, "admin"],
  ["小区团购（3 号楼）", 512, "member"],
  ["产品设计周会", 27, "owner"],
  ["全国用户大群", 100_000, "admin"],
  ["🎉🎂 生日派对 👨‍👩‍👧‍👦", 12, "member"],
  ["مجموعة القراءة العربية", 88, "member"],
  ["<b>bold</b> & <script>alert(1)</script>", 3, "member"],
  ["一个名字特别特别长的群，长到一行绝对放不下，必须在中间截断才能显示得体面一些", 1999, "member"],
  ["Release notes", 20_000, "member"],
  ["羽毛球周三局", 31, "admin"],
  ["Weekend hiking", 143, "member"],
  ["家校沟通 2026 级 4 班", 52, "member"],
  ["开源翻译小组", 207, "owner"],
];

const types = new Map<string, Group["type"]>([
  ["Weekend hiking", "chatroom"],
  ["羽毛球周三局", "temporary"],
]);

export const groups: readonly Group[] = names.map(([name, memberCount, role], index) => ({
  accountId: accounts[0]?.id ?? "",
  id: String(9_007_199_254_740_993n + BigInt(index)),
  name,
  description: index === 0 ? "每周三晚八点，线上共读一章。\n新朋友请先看群公告。" : null,
  avatar: null,
  memberCount,
  capacity: memberCount > 500 ? null : 500,
  type: types.get(name) ?? "private",
  role,
  roleCheckedAt: Date.now() - 15_000,
  ownerId: "6597320918272",
  joinRule: "approval",
  mutedUntil: index === 3 ? -1 : null,
  createdAt: Date.parse("2024-03-02T09:30:00Z"),
  membersSyncedAt: Date.now() - 15_000,
  filesSyncedAt: null,
}));

const people = [
  "林晓梅",
  "Alex Chen",
  "王建国",
  "Sofia García",
  "赵一鸣",
  "陈思远",
  "Ольга Петрова",
  "李娜",
  "محمد علي",
];

export function memberAt(index: number): Member {
  const role: Role = index === 0 ? "owner" : index < 4 ? "admin" : "member";
  return {
    id: String(6_597_320_918_272n + BigInt(index) * 7_919n),
    name: index === 6 ? "" : `${people[index % people.length]}${index < 9 ? "" : ` ${index}`}`,
    role,
    joinedAt: Date.parse("2025-01-01T08:00:00Z") + index * 1_000_000,
    mutedUntil: index === 5 ? -1 : index % 23 === 11 ? Date.now() + day : null,
  };
}

export const knownPeople = 100_000;
