import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { useMemberSelectionStore } from "../members/member-selection-store.ts";
import { useJobsStore } from "./jobs-store.ts";
import { PlanConfirm } from "./plan-confirm.tsx";
import { PlanFacts } from "./plan-facts.tsx";
import { PlanGroups } from "./plan-groups.tsx";
import { PlanLeftOut } from "./plan-left-out.tsx";
import { PlanOptions } from "./plan-options.tsx";
import { PlanPeople } from "./plan-people.tsx";
import { PlanProtected } from "./plan-protected.tsx";
import { groupsIn, isDestructive, peopleIn } from "./plan-source.ts";
import { usePlanStore } from "./plan-store.ts";
import { useTargetGroupsStore } from "./target-groups-store.ts";
import { useJobWords } from "./use-job-words.ts";
import "./jobs.css";

/** What would happen, to whom and to whom not. Nothing runs before its button is pressed. */
export function PlanPanel() {
  const text = useText("jobs");
  const appText = useText("app");
  const words = useJobWords();
  const { source, plan, isPlanning, planError, isStarting, startError, remake, confirm, close } =
    usePlanStore();
  const openPanel = usePanelStore((state) => state.open);
  const closePanel = usePanelStore((state) => state.close);
  const loadGroups = useTargetGroupsStore((state) => state.load);
  const [isHeld, setIsHeld] = useState(false);
  const cancel = useRef<HTMLButtonElement>(null);
  const request = source?.type === "request" ? source.request : null;
  const accountId = plan?.accountId ?? request?.accountId;
  const action = plan?.action ?? request?.action;
  useEffect(() => {
    if (accountId !== undefined) void loadGroups(accountId);
  }, [loadGroups, accountId]);
  // After the panel took the focus: a stray Enter then cancels rather than kicks.
  const guards = plan !== null && isDestructive(plan.action);
  useEffect(() => {
    if (guards) cancel.current?.focus();
  }, [guards]);

  function leave() {
    close();
    closePanel();
  }
  async function start() {
    const job = await confirm();
    if (!job) return;
    useJobsStore.getState().put(job);
    if (request) useMemberSelectionStore.getState().forgetWithin(request.userIds);
    close();
    openPanel({ type: "job", jobId: job.id });
  }

  const needsGroups = request?.groupIds.length === 0;
  return (
    <SidePanel className="jobs-panel" title={text("planTitle")} closeLabel={appText("close")} onClose={leave}>
      <div className="plan">
        {action && (
          <h3 className="plan-what">
            {words.act(action, plan ? peopleIn(plan.targets) : new Set(request?.userIds).size)}
          </h3>
        )}
        {request && <PlanOptions request={request} onHold={setIsHeld} />}
        <PlanGroups />
        <ErrorLine
          error={planError}
          title={text("planFailed")}
          onRetry={source ? () => void remake() : undefined}
        />
        {isPlanning && !plan && <Skeleton rows={4} label={text("planning")} />}
        {needsGroups && <p className="quiet">{text("chooseGroupsFirst")}</p>}
        {plan && (
          <div className="plan-body" aria-busy={isPlanning}>
            {plan.targets.length === 0 ? (
              <EmptyState title={text("nobody")} hint={text("nobodyHint")} />
            ) : (
              <>
                <PlanFacts plan={plan} />
                <PlanPeople plan={plan} />
              </>
            )}
            <PlanLeftOut plan={plan} />
          </div>
        )}
        {accountId !== undefined && <PlanProtected accountId={accountId} plan={plan} />}
        <ErrorLine
          error={startError}
          title={text("startFailed")}
          retryLabel={text("planAgain")}
          onRetry={source && source.type !== "given" ? () => void remake() : undefined}
        />
        <div className="plan-foot">
          {plan && plan.targets.length > 0 ? (
            <PlanConfirm
              key={plan.planId}
              plan={plan}
              people={peopleIn(plan.targets)}
              groups={groupsIn(plan)}
              isBusy={isPlanning || isStarting}
              isHeld={isHeld}
              cancelRef={cancel}
              onCancel={leave}
              onConfirm={() => void start()}
            />
          ) : (
            <div className="plan-buttons">
              <Button ref={cancel} onClick={leave}>
                {text("cancel")}
              </Button>
            </div>
          )}
          <p className="plan-note quiet">{text("nothingYet")}</p>
        </div>
      </div>
    </SidePanel>
  );
}
