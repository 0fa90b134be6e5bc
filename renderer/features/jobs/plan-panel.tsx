import { type Ref, useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { ProgressBar } from "../transfers/progress-bar.tsx";
import { isDestructive, unitOf } from "./job-unit.ts";
import { useJobsStore } from "./jobs-store.ts";
import { PlanBody } from "./plan-body.tsx";
import { PlanConfirm } from "./plan-confirm.tsx";
import { PlanGroups } from "./plan-groups.tsx";
import { PlanOptions } from "./plan-options.tsx";
import { PlanProtected } from "./plan-protected.tsx";
import { usePlanStore } from "./plan-store.ts";
import { PlanAccount, PlanTitle } from "./plan-title.tsx";
import { ShowPlanButton } from "./show-plan-button.tsx";
import { useTargetGroupsStore } from "./target-groups-store.ts";
import "./jobs.css";

/** What would happen, to what and to what not. Nothing runs before its button is pressed. */
export function PlanPanel() {
  const text = useText("jobs");
  const appText = useText("app");
  const round = usePlanStore((state) => state.round);
  const close = usePlanStore((state) => state.close);
  const closePanel = usePanelStore((state) => state.close);
  const body = useRef<HTMLDivElement>(null);
  const isWriting = usePlanStore(({ source }) => source?.type === "groups" && source.request.action === null);
  const guards = usePlanStore(({ plan }) => plan !== null && isDestructive(plan.action));
  // After the panel took the focus: one can write at once; a stray Enter cancels rather than kicks.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round has fields and buttons of its own
  useEffect(() => {
    const first = isWriting ? ".plan-write .text-input" : guards ? ".plan-cancel" : null;
    if (first !== null) body.current?.querySelector<HTMLElement>(first)?.focus();
  }, [isWriting, guards, round]);
  function leave() {
    close();
    closePanel();
  }
  return (
    <SidePanel className="jobs-panel" title={text("planTitle")} closeLabel={appText("close")} onClose={leave}>
      <Plan key={round} ref={body} onLeave={leave} />
    </SidePanel>
  );
}

/** How far a plan is that has many groups to read. */
function PlanReading() {
  const text = useText("jobs");
  const read = usePlanStore((state) => state.read);
  useEffect(() => usePlanStore.getState().listen(), []);
  if (read === null || read.total < 2) return null;
  return (
    <div className="job-progress">
      <ProgressBar label={text("planning")} percent={Math.floor((100 * read.done) / read.total)} />
      <p className="digits quiet">{text("planReading", read)}</p>
    </div>
  );
}

interface PlanProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly onLeave: () => void;
}

function Plan({ ref, onLeave }: PlanProps) {
  const text = useText("jobs");
  const { source, plan, rest, isPlanning, planError, isStarting, startError, remake, confirm, next, close } =
    usePlanStore();
  const openPanel = usePanelStore((state) => state.open);
  const loadGroups = useTargetGroupsStore((state) => state.load);
  const [isHeld, setIsHeld] = useState(false);
  const request = source !== null && "request" in source ? source.request : null;
  const accountId = plan?.accountId ?? request?.accountId;
  const action = plan?.action ?? request?.action;
  const unit = action && unitOf(action);
  useEffect(() => {
    if (accountId !== undefined) void loadGroups(accountId);
  }, [loadGroups, accountId]);

  async function start() {
    const job = await confirm();
    if (!job) return;
    useJobsStore.getState().put(job);
    if (source && "onStarted" in source) source.onStarted?.();
    if (next()) return;
    close();
    openPanel({ type: "job", jobId: job.id });
  }

  return (
    <div className="plan" ref={ref}>
      <PlanAccount accountId={accountId} />
      <PlanTitle />
      {source && <PlanOptions source={source} onHold={setIsHeld} />}
      {unit && unit !== "groups" && <PlanGroups />}
      <ErrorLine
        error={planError}
        title={text("planFailed")}
        onRetry={source ? () => void remake() : undefined}
      />
      {isPlanning && <PlanReading />}
      {isPlanning && !plan && <Skeleton rows={4} label={text("planning")} />}
      {source?.type === "people" && source.request.groupIds.length === 0 && (
        <p className="quiet">{text("chooseGroupsFirst")}</p>
      )}
      {plan && <PlanBody plan={plan} isPlanning={isPlanning} />}
      {unit === "people" && accountId !== undefined && <PlanProtected accountId={accountId} plan={plan} />}
      <ErrorLine
        error={startError}
        title={text("startFailed")}
        retryLabel={text("planAgain")}
        onRetry={source ? () => void remake() : undefined}
      />
      <div className="plan-foot">
        {plan && plan.targets.length > 0 ? (
          <PlanConfirm
            key={plan.planId}
            plan={plan}
            isBusy={isPlanning || isStarting}
            isHeld={isHeld}
            onCancel={onLeave}
            onConfirm={() => void start()}
          />
        ) : (
          <div className="plan-buttons">
            {source?.type === "groups" && action === null && <ShowPlanButton type={source.request.type} />}
            <Button onClick={onLeave}>{text("cancel")}</Button>
          </div>
        )}
        {rest.length > 0 && (
          <div className="plan-buttons">
            <Button size="small" disabled={isStarting} onClick={() => void next()}>
              {text("skipAccount")}
            </Button>
          </div>
        )}
        <p className="plan-note quiet">{text("nothingYet")}</p>
      </div>
    </div>
  );
}
