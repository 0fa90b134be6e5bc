import type { DemoCodes, DemoGroups, DemoOptions } from "../demo-interface.ts";
import { qrText, writeQrInfo } from "../lanying/qr-info.ts";
import { SeededRandom } from "../state/random.ts";
import type { World } from "../state/world.ts";
import type { ObjectStore } from "../storage/object-store.ts";
import { castId, seedUsers, selfId } from "./cast.ts";
import type { Seeding } from "./group-builder.ts";
import {
  bookGroup,
  designGroup,
  hikingGroup,
  neighbourGroup,
  noticeGroup,
  openSourceGroup,
} from "./joined-groups.ts";
import { seedApplications, seedInvitations } from "./requests.ts";
import { awkwardGroup, crowdGroup, joinableGroups } from "./special-groups.ts";

export type LanyingCodes = Pick<
  DemoCodes,
  | "openGroup"
  | "approvalGroup"
  | "closedGroup"
  | "fullGroup"
  | "expiredGroup"
  | "invalidGroup"
  | "alreadyMember"
>;

/** Fills an empty world: the same people, names and ids every time; dates hang on the present. */
export function seedWorld(
  world: World,
  store: ObjectStore,
  options: DemoOptions,
): { groups: DemoGroups; codes: LanyingCodes } {
  const now = world.now();
  const seeding: Seeding = { world, store, random: new SeededRandom(20261120), now };
  seedUsers(world);
  const hiking = hikingGroup(seeding);
  const openSource = openSourceGroup(seeding);
  const neighbours = neighbourGroup(seeding);
  const design = designGroup(seeding);
  const books = bookGroup(seeding);
  const notices = noticeGroup(seeding);
  const awkward = awkwardGroup(seeding);
  const big = crowdGroup(seeding, "2306415428480", "万人大群 · 城市跑团", 20_000);
  const { open, approval, closed, full } = joinableGroups(seeding);
  const extra =
    options.memberCount === undefined
      ? null
      : crowdGroup(seeding, "2306416014720", `${options.memberCount} 人测试群`, options.memberCount);
  seedApplications(seeding, hiking, neighbours);
  seedInvitations(seeding, open, approval, closed);
  const groups = {
    owned: hiking.id,
    admin: neighbours.id,
    member: design.id,
    big: big.id,
    awkward: awkward.id,
    beyondSafeInteger: books.id,
    mutedForAll: notices.id,
    joinOpen: open.id,
    joinApproval: approval.id,
    joinClosed: closed.id,
    joinFull: full.id,
    extra: extra?.id ?? null,
  };
  return { groups, codes: seedCodes(now, groups, openSource.id) };
}

function seedCodes(now: number, groups: DemoGroups, joinedGroup: string): LanyingCodes {
  const weekMs = 7 * 24 * 3600 * 1000;
  const code = (groupId: string, inviterId: string, expiresAt = now + weekMs) =>
    qrText(groupId, writeQrInfo(groupId, inviterId, expiresAt));
  return {
    openGroup: code(groups.joinOpen, castId("daniel")),
    approvalGroup: code(groups.joinApproval, castId("chenjing")),
    closedGroup: code(groups.joinClosed, castId("zhaomin")),
    fullGroup: code(groups.joinFull, castId("emma")),
    expiredGroup: code(groups.joinOpen, castId("daniel"), now - 1000),
    invalidGroup: qrText(groups.joinOpen, "bm90IHdyaXR0ZW4gYnkgdGhlIHNlcnZlcg"),
    alreadyMember: code(joinedGroup, selfId),
  };
}
