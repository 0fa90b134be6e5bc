import type { DemoGroup } from "../state/demo-group.ts";
import { awkwardFileNames, awkwardNames } from "./awkward-names.ts";
import { castId, castMember, extras, selfCard, selfId } from "./cast.ts";
import { textDocument } from "./documents.ts";
import { addFile, addPeople, buildGroup, type Seeding } from "./group-builder.ts";
import { crowdId, crowdName } from "./people.ts";

/** Names as they really come, in the group, its members and its files. */
export function awkwardGroup(seeding: Seeding): DemoGroup {
  const group = buildGroup(
    seeding,
    {
      id: "2306415311232",
      name: '🧗‍♀️ <b>名字</b> & "quotes" مجموعة 𠮷野家 \u202eRTL\u202c — a name that goes on and on and on, far past every column',
      description: "<script>alert('description')</script>\n第二行",
      ownerId: selfId,
      ageDays: 30,
    },
    selfCard,
  );
  const people = awkwardNames.map((card, i) => ({ id: String(2302300000000 + i * 64), card }));
  addPeople(seeding, group, people);
  awkwardFileNames.forEach((name, i) => {
    addFile(seeding, group, textDocument(name, `file number ${i}\n`), selfId, 10 + i);
  });
  return group;
}

/** A crowd that joined second by second; ours, so that all of it may be administered. */
export function crowdGroup(seeding: Seeding, id: string, name: string, memberCount: number): DemoGroup {
  const group = buildGroup(
    seeding,
    {
      id,
      name,
      description: "人多，请文明发言。",
      ownerId: selfId,
      ageDays: 700,
      hue: 5,
      capacity: memberCount + 1000,
    },
    selfCard,
  );
  const begin = group.createdAt;
  group.members.addMany(memberCount - 1, (i) => ({
    userId: crowdId(i),
    name: i % 25 === 24 ? null : crowdName(i),
    joinedAt: begin + i * 1000,
  }));
  for (let i = 10; i < Math.min(memberCount - 1, 400); i += 13) {
    if (i % 2 === 0) group.admins.add(crowdId(i));
    else group.bans.set(crowdId(i), i % 3 === 0 ? -1 : seeding.now + i * 3600 * 1000);
  }
  return group;
}

/** Groups that the demo user is not in: one for each way joining can end. */
export function joinableGroups(seeding: Seeding) {
  const { random } = seeding;
  const open = buildGroup(
    seeding,
    {
      id: "2306415545728",
      name: "Sunday Chess Club 周日棋社",
      description: "All levels welcome.",
      ownerId: castId("daniel"),
      ageDays: 200,
      hue: 95,
      type: 1,
      applyApproval: 0,
    },
    "Daniel Costa",
  );
  addPeople(seeding, open, [castMember("keiko"), ...extras(random, 800, 24)]);
  const approval = buildGroup(
    seeding,
    {
      id: "2306415662976",
      name: "摄影爱好者交流群",
      ownerId: castId("chenjing"),
      ageDays: 150,
      hue: 190,
      type: 1,
    },
    "陈静",
  );
  addPeople(seeding, approval, [castMember("alice"), ...extras(random, 900, 60)]);
  const closed = buildGroup(
    seeding,
    { id: "2306415780224", name: "核心组内部群", ownerId: castId("zhaomin"), ageDays: 80, applyApproval: 2 },
    "赵敏",
  );
  addPeople(seeding, closed, extras(random, 1000, 7));
  const full = buildGroup(
    seeding,
    {
      id: "2306415897472",
      name: "小圆桌（满员）",
      ownerId: castId("emma"),
      ageDays: 20,
      applyApproval: 0,
      capacity: 12,
    },
    "Emma Fischer",
  );
  addPeople(seeding, full, extras(random, 1100, 11));
  return { open, approval, closed, full };
}
