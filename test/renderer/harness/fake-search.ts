import type { Member } from "../../../shared/domain/member.ts";
import type { SearchHit, SmartList } from "../../../shared/ipc/search-calls.ts";
import { ok, windowOf } from "./fake-main.ts";
import { groups, memberAt } from "./fake-world.ts";

interface SearchInput {
  readonly query?: string;
  readonly memberId?: string;
  readonly list?: SmartList;
  readonly relation?: string;
  readonly offset?: number;
  readonly limit?: number;
}

const [, , , , big] = groups;
const somePeople = Array.from({ length: 300 }, (_, index) => memberAt(index));
const sounds: Readonly<Record<string, readonly string[]>> = {
  林晓梅: ["lxm", "linxiaomei"],
  青禾读书会: ["qhdsh", "qinghedushuhui"],
};

function isFound(name: string, id: string, query: string): boolean {
  const sought = query.toLowerCase();
  return (
    name.toLowerCase().includes(sought) ||
    id.includes(sought) ||
    (sounds[name]?.some((sound) => sound.startsWith(sought)) ?? false)
  );
}

function everything(query: string): SearchHit[] {
  const ofGroup = ({ accountId, id, name }: (typeof groups)[number]) => ({
    accountId,
    groupId: id,
    groupName: name,
  });
  if (!big) return [];
  const files = ["Route of Sunday.pdf", "青禾读书会名单.xlsx"].map((name, index) => ({
    ...{ kind: "file" as const, ...ofGroup(big), id: `file${index}`, name },
  }));
  const found: SearchHit[] = [
    ...groups.map((group) => ({
      ...{ kind: "group" as const, ...ofGroup(group), id: group.id, name: group.name },
    })),
    ...somePeople.map(({ id, name }) => ({ kind: "member" as const, ...ofGroup(big), id, name })),
    ...files,
  ].filter(({ id, name }) => isFound(name, id, query));
  return [...found.slice(0, 60), ...announcementsWith(query)];
}

/** The announcement that the page's tab shows too. */
function announcementsWith(query: string): SearchHit[] {
  const [group] = groups;
  const [id, name, snippet] = [
    "3",
    "本周路线：香山—八大处",
    "周六 7:30 北门集合。路线见 https://example.com/route",
  ];
  if (!group || !`${name}${snippet}`.includes(query)) return [];
  const { accountId, id: groupId, name: groupName } = group;
  return [{ kind: "announcement", accountId, groupId, groupName, id, name, snippet }];
}

function isIn(list: SmartList | undefined, member: Member): boolean {
  if (list === "muted") return member.mutedUntil !== null;
  if (list === "no_card") return member.name === "";
  return list === "in_several_groups" && member.role !== "member";
}

/** Answers to what is asked over many lists at once. */
export const fakeSearch = {
  "search.everything": ({ query = "" }: SearchInput) => ok(everything(query)),
  "members.smartList": ({ list, query = "", ...range }: SearchInput) => {
    const rows = somePeople.filter((member) => isIn(list, member) && isFound(member.name, member.id, query));
    return windowOf(rows, range);
  },
  "members.smartListIds": ({ list }: SearchInput) =>
    ok(somePeople.filter((member) => isIn(list, member)).map(({ id }) => id)),
  "members.compare": ({ relation, offset = 0, limit = 100 }: SearchInput) => {
    const rows = relation === "in_both" ? somePeople.slice(0, 3) : somePeople.slice(3);
    return ok({ total: rows.length, order: 0, rows: rows.slice(offset, offset + limit) });
  },
  "members.card": ({ memberId }: SearchInput) => {
    const member = somePeople.find(({ id }) => id === memberId);
    const places = [big, groups[1], groups[0]].flatMap((group) => (group && member ? [group] : []));
    return ok({
      groups: places.map(({ id, name }) => ({ ...member, card: member?.name, groupId: id, groupName: name })),
      groupCount: groups.length,
      unreadIds: [],
    });
  },
};
