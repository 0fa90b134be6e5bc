import type { DemoGroup } from "../state/demo-group.ts";
import { castId, castMember, extras, selfCard, selfId } from "./cast.ts";
import { bytesDocument, longDocument, pdfDocument, type SeedDocument, textDocument } from "./documents.ts";
import { addAnnouncement, addFile, addPeople, buildGroup, type Seeding } from "./group-builder.ts";
import { avatarPng } from "./png.ts";

const minuteMs = 60_000;
const self = { id: selfId, card: selfCard };

/** Owned, with something in every corner: files, announcements, a muted and a blocked person. */
export function hikingGroup(seeding: Seeding): DemoGroup {
  const group = buildGroup(
    seeding,
    {
      id: "2306414607729",
      name: "周末登山队",
      description: "每周六出发，风雨无阻。新人请先看公告。",
      ownerId: selfId,
      ageDays: 420,
      hue: 150,
      capacity: 200,
    },
    selfCard,
  );
  const cast = [castMember("chenjing"), castMember("wangwei"), castMember("emma"), castMember("sunli")];
  addPeople(seeding, group, [...cast, ...extras(seeding.random, 0, 23)]);
  group.admins.add(castId("chenjing"));
  group.bans.set(castId("sunli"), seeding.now + 45 * minuteMs);
  group.blocked.set(castId("daniel"), seeding.now - 90 * 24 * 60 * minuteMs);
  addAnnouncement(seeding, group, "新人须知", "请修改群名片为真实姓名，并填写紧急联系人。", 200);
  addAnnouncement(seeding, group, "装备清单", "登山鞋、头灯、雨衣、两升水。清单见群文件。", 40);
  addAnnouncement(seeding, group, "本周路线：香山—八大处", "周六 7:30 北门集合，预计 16:00 结束。", 2);
  const route = textDocument("香山—八大处.gpx", hikingTrack(), "application/gpx+xml");
  addFile(
    seeding,
    group,
    textDocument("装备清单.md", "# 装备清单\n\n- 登山鞋\n- 头灯\n- 雨衣\n- 2 升水\n"),
    selfId,
    960,
  );
  addFile(seeding, group, route, castId("wangwei"), 60);
  addFile(
    seeding,
    group,
    pdfDocument("Safety Guide.pdf", ["Safety guide", "Stay together.", "Turn back in time."]),
    castId("emma"),
    51,
  );
  addFile(seeding, group, bytesDocument("合影.png", "image/png", avatarPng(150)), castId("chenjing"), 30);
  addFile(
    seeding,
    group,
    longDocument("报名记录.csv", "2026-11-14,林晓,已报名,自驾", 5 * 1024 * 1024),
    selfId,
    4,
  );
  return group;
}

function hikingTrack(): string {
  const points = Array.from(
    { length: 60 },
    (_, i) => `<trkpt lat="${(39.99 - i * 0.0011).toFixed(5)}" lon="${(116.18 - i * 0.0004).toFixed(5)}"/>`,
  );
  return `<?xml version="1.0"?>\n<gpx version="1.1"><trk><trkseg>\n${points.join("\n")}\n</trkseg></trk></gpx>\n`;
}

export function openSourceGroup(seeding: Seeding): DemoGroup {
  const group = buildGroup(
    seeding,
    {
      id: "2306414724992",
      name: "Open Source Friends",
      description: "Small patches, kind reviews.",
      ownerId: selfId,
      ageDays: 300,
      hue: 215,
      applyApproval: 0,
    },
    "Lin Xiao",
  );
  addPeople(seeding, group, [castMember("alice"), castMember("keiko"), ...extras(seeding.random, 100, 43)]);
  const notes = ["Release 2.4", "Faster start, smaller installer.", "Thanks to everyone who sent a patch."];
  const shared: readonly [document: SeedDocument, uploader: string, hoursAgo: number][] = [
    [textDocument("CONTRIBUTING.txt", "Fork, branch, test, ask.\n"), castId("alice"), 700],
    [longDocument("翻译对照表.csv", "open source,开源,オープンソース", 186_420), castId("keiko"), 410],
    [bytesDocument("logo.png", "image/png", avatarPng(215)), castId("alice"), 260],
    [textDocument("roadmap-2027.md", "# 2027\n\n- plugins\n- offline docs\n", "text/markdown"), selfId, 96],
    [pdfDocument("Release notes 2.4.pdf", notes), castId("alice"), 30],
    [longDocument("survey-results.csv", "2026-11,desktop,very satisfied", 2_480_000), castId("keiko"), 5],
  ];
  for (const [document, uploader, hoursAgo] of shared) addFile(seeding, group, document, uploader, hoursAgo);
  addAnnouncement(seeding, group, "Release party", "Friday 20:00 UTC, bring a bug story.", 5);
  return group;
}

/** We are an admin here, not the owner. */
export function neighbourGroup(seeding: Seeding): DemoGroup {
  const group = buildGroup(
    seeding,
    {
      id: "2306414842240",
      name: "阳光小区业主群（三期）",
      description: "物业通知、邻里互助。禁止广告。",
      ownerId: castId("zhaomin"),
      ageDays: 900,
      hue: 30,
    },
    "赵敏（业委会）",
  );
  addPeople(seeding, group, [
    self,
    castMember("liuyang"),
    castMember("wangwei"),
    ...extras(seeding.random, 200, 232),
  ]);
  group.admins.add(selfId).add(castId("liuyang"));
  const [first, second] = extras(seeding.random, 203, 2);
  if (first !== undefined) group.bans.set(first.id, -1);
  if (second !== undefined) group.bans.set(second.id, seeding.now + 3 * 24 * 60 * minuteMs);
  addAnnouncement(seeding, group, "停水通知", "周三 9:00–15:00 二次供水检修。", 1);
  addFile(
    seeding,
    group,
    pdfDocument("Parking Rules 2026.pdf", ["Parking rules", "One space per flat."]),
    castId("zhaomin"),
    500,
  );
  return group;
}

export function designGroup(seeding: Seeding): DemoGroup {
  const group = buildGroup(
    seeding,
    { id: "2306414959488", name: "Product Design Review", ownerId: castId("alice"), ageDays: 60, hue: 275 },
    "Alice Brown",
  );
  addPeople(seeding, group, [
    self,
    castMember("daniel"),
    castMember("keiko"),
    ...extras(seeding.random, 500, 8),
  ]);
  addFile(seeding, group, bytesDocument("moodboard.png", "image/png", avatarPng(275)), castId("alice"), 20);
  return group;
}

/** Its id and one file's uploader are past 2^53: a JS number would turn them into somebody else's. */
export function bookGroup(seeding: Seeding): DemoGroup {
  const group = buildGroup(
    seeding,
    {
      id: "9007199254740993",
      name: "书友会 · 每月一本",
      description: "本月：《长安的荔枝》",
      ownerId: castId("sunli"),
      ageDays: 500,
      hue: 345,
    },
    "孙丽",
  );
  const farReader = { id: "9007199254740995", card: "远方的读者" };
  addPeople(seeding, group, [self, farReader, castMember("chenjing"), ...extras(seeding.random, 600, 31)]);
  addFile(
    seeding,
    group,
    textDocument("书单.txt", "长安的荔枝\n置身事内\n夜晚的潜水艇\n"),
    farReader.id,
    100,
  );
  return group;
}

/** Everybody is muted for ever, but for the admins. */
export function noticeGroup(seeding: Seeding): DemoGroup {
  const group = buildGroup(
    seeding,
    { id: "2306415193984", name: "通知群（全员禁言）", ownerId: castId("liuyang"), ageDays: 90 },
    "刘洋",
  );
  addPeople(seeding, group, [self, ...extras(seeding.random, 700, 58)]);
  group.banExpireTime = -1;
  group.memberInvite = false;
  return group;
}
