import type { InboxRow } from "../../../shared/domain/inbox.ts";
import { planForItems } from "../jobs/jobs-store.ts";
import type { ItemsRequest } from "../jobs/plan-source.ts";
import { useInboxDecisionsStore } from "./inbox-decisions-store.ts";
import { useInboxSelectionStore } from "./inbox-selection-store.ts";

/**
 * Asks before anything is decided. Several applications become a plan for each account, and run as a job; one alone,
 * and invitations to us, are asked about above the list.
 */
export function decide(rows: readonly InboxRow[], isApproved: boolean): void {
  const { ask, cancel } = useInboxDecisionsStore.getState();
  cancel();
  const applications = rows.filter(({ kind }) => kind === "application");
  if (applications.length < 2) {
    ask(rows, isApproved);
    return;
  }
  ask(
    rows.filter(({ kind }) => kind === "invitation"),
    isApproved,
  );
  const byAccount = Map.groupBy(applications, ({ accountId }) => accountId);
  const requests = [...byAccount].map(([accountId, applied]): ItemsRequest => {
    const items = applied.map(({ groupId, personId: targetId }) => ({ groupId, targetId }));
    return {
      accountId,
      items,
      action: { type: isApproved ? "approve_applications" : "refuse_applications" },
    };
  });
  planForItems(requests, ({ accountId }) =>
    useInboxSelectionStore.getState().forget((byAccount.get(accountId) ?? []).map(({ key }) => key)),
  );
}
