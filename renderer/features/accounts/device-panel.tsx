import { useEffect } from "react";
import type { Account } from "../../../shared/domain/account.ts";
import type { DeviceSignIn } from "../../../shared/domain/device-sign-in.ts";
import { isUnderWay } from "../../../shared/domain/device-steps.ts";
import { AppError } from "../../../shared/errors.ts";
import { type Text, useText } from "../../i18n.ts";
import { AntdTheme } from "../../theme/antd-theme.tsx";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { AlertIcon, CheckIcon } from "../../ui/icons.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { useAccountsStore } from "./accounts-store.ts";
import { DeviceCode } from "./device-code.tsx";
import { DeviceForm } from "./device-form.tsx";
import { useDeviceStore } from "./device-store.ts";
import "./device.css";

/** Signs the device of a WeChat account in again; every step of it has its words here. */
export function DevicePanel({ accountId }: { readonly accountId: string }) {
  const text = useText("device");
  const appText = useText("app");
  const close = usePanelStore((state) => state.close);
  const account = useAccountsStore(({ accounts }) => accounts?.find(({ id }) => id === accountId));
  const { state: known, loadError, actError, open, load, listen } = useDeviceStore();
  useEffect(() => listen(), [listen]);
  useEffect(() => open(accountId), [open, accountId]);
  const state = known?.accountId === accountId ? known : null;
  const signIn = state?.signIn ?? null;
  // What was done before the device was dropped once more is over.
  const isOver = signIn?.step === "done" && account?.isDeviceOffline === true;
  return (
    <SidePanel title={text("title")} closeLabel={appText("close")} onClose={close}>
      <AntdTheme>
        <div className="device">
          {account && <p className="quiet device-account">{nameOf(account, signIn, text)}</p>}
          <ErrorLine error={loadError} title={text("loadFailed")} onRetry={() => void load()} />
          {!state && !loadError && <Skeleton rows={4} hasAvatar={false} label={text("preparing")} />}
          {state && (signIn === null || isOver) && <DeviceForm state={state} />}
          {state && signIn !== null && !isOver && <Progress signIn={signIn} />}
          {state && signIn !== null && !isOver && !isUnderWay(signIn) && signIn.step !== "done" && (
            <DeviceForm state={state} isAgain />
          )}
          <ErrorLine error={actError} title={text("actFailed")} />
        </div>
      </AntdTheme>
    </SidePanel>
  );
}

function nameOf({ name, appId }: Account, signIn: DeviceSignIn | null, text: Text<"device">): string {
  const isNew = signIn?.isNewDevice === true && signIn.deviceId !== "";
  return isNew ? text("onNewDevice", { id: signIn.deviceId }) : text("account", { name, id: appId });
}

/** Where the sign-in stands: what to do next, or how it ended. */
function Progress({ signIn }: { readonly signIn: DeviceSignIn }) {
  const text = useText("device");
  const close = usePanelStore((state) => state.close);
  const cancel = useDeviceStore((state) => state.cancel);
  const { step, error, words } = signIn;
  if (step === "failed") {
    return (
      <ErrorLine error={error && new AppError(error.code, error.message, error)} title={text("failed")} />
    );
  }
  if (step === "done") {
    return (
      <div className="device-end device-done" role="status">
        <CheckIcon />
        <p>{text("done")}</p>
        <Button onClick={close}>{text("close")}</Button>
      </div>
    );
  }
  if (!isUnderWay(signIn)) {
    return (
      <div className="device-end" role="status">
        <AlertIcon />
        <div>
          <p>{endWords(signIn, text)}</p>
          {words !== null && <p className="quiet">{text("gatewaySays", { words })}</p>}
        </div>
      </div>
    );
  }
  return (
    <>
      <DeviceCode signIn={signIn} />
      {words !== null && step !== "check" && <p className="quiet">{text("gatewaySays", { words })}</p>}
      <Button onClick={() => void cancel()}>{text("cancel")}</Button>
    </>
  );
}

function endWords({ step, person, error }: DeviceSignIn, text: Text<"device">): string {
  if (step === "other_person") {
    return text(error === null ? "otherPerson" : "otherPersonLeft", { person: person ?? "?" });
  }
  return text(step === "cancelled" ? "cancelled" : step === "nobody" ? "nobody" : "expired");
}
