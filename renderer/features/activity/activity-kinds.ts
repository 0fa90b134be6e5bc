import type { ActivityKind } from "../../../shared/domain/activity.ts";
import { activityKindWords } from "./activity-kind-words.ts";

/** In the order of their words' table, which the compiler keeps complete: the schema itself stays out of the page. */
const all = Object.keys(activityKindWords.en) as ActivityKind[];

export const activityKinds = {
  all,
  mine: all.filter((kind) => !kind.startsWith("seen_")),
  seen: all.filter((kind) => kind.startsWith("seen_")),
} as const;
