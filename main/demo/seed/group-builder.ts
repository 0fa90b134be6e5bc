import { type DemoGroup, type NewGroupSeed, newGroup } from "../state/demo-group.ts";
import type { SeededRandom } from "../state/random.ts";
import type { World } from "../state/world.ts";
import type { ObjectStore } from "../storage/object-store.ts";
import type { SeedDocument } from "./documents.ts";
import { avatarPng } from "./png.ts";

const hourMs = 3600 * 1000;
const dayMs = 24 * hourMs;

export interface Seeding {
  readonly world: World;
  readonly store: ObjectStore;
  readonly random: SeededRandom;
  /** ms since epoch; everything seeded is told relative to it. */
  readonly now: number;
}

export interface GroupPlan extends Omit<NewGroupSeed, "createdAt" | "avatar"> {
  readonly ageDays: number;
  /** A picture in this hue; none when absent. */
  readonly hue?: number;
}

/** An empty group with its picture; the owner is its first member under `ownerCard`. */
export function buildGroup(seeding: Seeding, plan: GroupPlan, ownerCard: string): DemoGroup {
  const { world, store, now } = seeding;
  const { ageDays, hue, ...seed } = plan;
  const createdAt = now - ageDays * dayMs;
  const avatar = hue === undefined ? null : `avatar/group/${plan.id}/1`;
  if (avatar !== null && hue !== undefined) {
    store.seed(avatar, "image/png", () => avatarPng(hue));
  }
  const group = newGroup({ ...seed, createdAt, avatar });
  group.members.add(plan.ownerId, ownerCard, createdAt);
  world.groups.set(group.id, group);
  return group;
}

/** Adds people one after the other between the group's beginning and now. */
export function addPeople(seeding: Seeding, group: DemoGroup, people: readonly Person[]): void {
  const span = seeding.now - group.createdAt;
  people.forEach(({ id, card }, index) => {
    const joinedAt = Math.round(group.createdAt + (span * (index + 1)) / (people.length + 2));
    if (!group.members.has(id)) group.members.add(id, card, joinedAt);
  });
}

export interface Person {
  readonly id: string;
  /** null for someone without a card. */
  readonly card: string | null;
}

export function addAnnouncement(
  seeding: Seeding,
  group: DemoGroup,
  title: string,
  content: string,
  daysAgo: number,
): void {
  group.announcements.push({
    id: seeding.world.nextId(),
    author: group.ownerId,
    title,
    content,
    createdAt: seeding.now - daysAgo * dayMs,
  });
}

/** Shares a document that its uploader put there so many hours ago. */
export function addFile(
  seeding: Seeding,
  group: DemoGroup,
  document: SeedDocument,
  uploader: string,
  hoursAgo: number,
): void {
  const id = seeding.world.nextId();
  const key = `chat/${group.id}/${id}`;
  seeding.store.seed(key, document.type, document.make);
  const createdAt = seeding.now - hoursAgo * hourMs;
  group.files.push({
    id,
    name: document.name,
    size: document.size,
    type: document.type,
    uploader,
    // Without an origin: the port is known only once the server listens.
    url: `/file/download/chat?file_sign=${seeding.store.fileSign(key)}`,
    createdAt,
    updatedAt: createdAt,
  });
}
