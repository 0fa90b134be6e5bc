import { useText } from "../../i18n.ts";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { type Extent, extentOf } from "./job-unit.ts";
import type { PlanSource } from "./plan-source.ts";
import { usePlanStore } from "./plan-store.ts";
import { useJobWords } from "./use-job-words.ts";

/** "Mute 37 people for 1 hour": as planned, or before that as asked for. */
export function PlanTitle() {
  const words = useJobWords();
  const { source, plan } = usePlanStore();
  function title(): string | null {
    if (plan) return words.title(plan.action, extentOf(plan));
    if (!source || !("request" in source)) return null;
    const { action } = source.request;
    if (action) return words.title(action, wishedExtent(source));
    return source.type === "groups" ? words.act(source.request.type, wishedExtent(source)) : null;
  }
  const shown = title();
  return shown === null ? null : <h3 className="plan-what">{shown}</h3>;
}

function wishedExtent(source: Extract<PlanSource, { readonly request: unknown }>): Extent {
  if (source.type === "people") {
    const { userIds, groupIds } = source.request;
    return { count: new Set(userIds).size, groups: groupIds.length };
  }
  if (source.type === "groups") {
    const count = source.request.groupIds.length;
    return { count, groups: count };
  }
  const { items } = source.request;
  return { count: items.length, groups: new Set(items.map(({ groupId }) => groupId)).size };
}

/** Where several accounts have a plan each: which one this is. */
export function PlanAccount({ accountId }: { readonly accountId: string | undefined }) {
  const text = useText("jobs");
  const { rest, count } = usePlanStore();
  const account = useAccountsStore((state) => state.accounts?.find(({ id }) => id === accountId));
  if (count < 2) return null;
  return (
    <p className="plan-account quiet" dir="auto">
      {text("planOf", { at: count - rest.length, count, account: account?.name ?? "" })}
    </p>
  );
}
