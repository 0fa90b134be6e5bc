import type { DemoGroup } from "../state/demo-group.ts";
import { nextRequestId } from "../state/join-requests.ts";
import { type CastName, castId, selfId } from "./cast.ts";
import type { Seeding } from "./group-builder.ts";

const dayMs = 24 * 3600 * 1000;

interface RequestPlan {
  readonly group: DemoGroup;
  readonly person: string;
  readonly reason: string;
  readonly status?: 0 | 1 | 2;
  /** Days until it runs out; negative when it has. */
  readonly daysLeft: number;
}

function apply({ world, now }: Seeding, plan: RequestPlan): void {
  const expiresAt = now + plan.daysLeft * dayMs;
  world.applications.push({
    id: nextRequestId(world.applications),
    groupId: plan.group.id,
    userId: plan.person,
    inviterId: null,
    reason: plan.reason,
    status: plan.status ?? 0,
    expiresAt,
    updatedAt: expiresAt - 7 * dayMs,
  });
}

/** Applications to the groups we run: pending, handled and run out. */
export function seedApplications(seeding: Seeding, hiking: DemoGroup, neighbours: DemoGroup): void {
  const stranger = (place: number) => String(2302400000000 + place * 64);
  for (let i = 0; i < 4; i++) seeding.world.users.set(stranger(i), passerBy(stranger(i)));
  apply(seeding, {
    group: hiking,
    person: castId("zhouhao"),
    reason: "朋友推荐，周末想一起爬山",
    daysLeft: 6,
  });
  apply(seeding, { group: hiking, person: castId("keiko"), reason: "Hi, I am new in town.", daysLeft: 5 });
  apply(seeding, { group: hiking, person: stranger(0), reason: "", daysLeft: 4 });
  apply(seeding, {
    group: hiking,
    person: castId("daniel"),
    reason: "Let me in again, please",
    status: 2,
    daysLeft: 3,
  });
  apply(seeding, {
    group: hiking,
    person: stranger(1),
    reason: "加好友送优惠券 http://example.com",
    daysLeft: -2,
  });
  apply(seeding, { group: neighbours, person: stranger(2), reason: "5 号楼 1203 业主", daysLeft: 2 });
  apply(seeding, { group: neighbours, person: stranger(3), reason: "租户", daysLeft: 7 });
}

function passerBy(id: string) {
  return {
    id,
    name: `passer-by-${id}`,
    password: `no sign-in ${id}`,
    mobile: null,
    confirmsInvitations: false,
  };
}

function invite(
  { world, now }: Seeding,
  group: DemoGroup,
  inviter: CastName,
  reason: string,
  daysLeft: number,
): void {
  const expiresAt = now + daysLeft * dayMs;
  world.invitations.push({
    id: nextRequestId(world.invitations),
    groupId: group.id,
    userId: selfId,
    inviterId: castId(inviter),
    reason,
    status: 0,
    expiresAt,
    updatedAt: expiresAt - 7 * dayMs,
  });
}

/** Invitations to us: two to answer, one too late. */
export function seedInvitations(
  seeding: Seeding,
  open: DemoGroup,
  approval: DemoGroup,
  closed: DemoGroup,
): void {
  invite(seeding, open, "daniel", "We miss a fourth player", 5);
  invite(seeding, approval, "chenjing", "来看看大家的照片", 3);
  invite(seeding, closed, "zhaomin", "", -1);
}
