import { type FormEvent, type Ref, useEffect, useState } from "react";
import type { ProxySettings } from "../../../shared/domain/settings.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceRow } from "../../ui/choice-row.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { focusFirstProblem } from "../../ui/focus-first-problem.ts";
import { CheckIcon } from "../../ui/icons.tsx";
import { keepComposing } from "../../ui/is-composing.ts";
import { TextField } from "../../ui/text-field.tsx";
import { useProxyStore } from "./proxy-store.ts";

interface NetworkSettingsProps {
  readonly saved: ProxySettings;
  /** A password is kept for the proxy that is saved. */
  readonly hasPassword: boolean;
  readonly ref: Ref<HTMLElement>;
}

/** Through which proxy the network is reached. One set by hand is used only once it is saved. */
export function NetworkSettings({ saved, hasPassword, ref }: NetworkSettingsProps) {
  const text = useText("settings");
  const { draft, error, choose, settle } = useProxyStore();
  useEffect(() => settle(saved), [settle, saved]);
  const proxy = { ...saved, ...draft };
  return (
    <section className="settings-part" aria-labelledby="settings-network" tabIndex={-1} ref={ref}>
      <h3 id="settings-network">{text("network")}</h3>
      <ChoiceRow
        label={text("proxy")}
        value={proxy.mode}
        options={[
          { value: "system", label: text("proxySystem") },
          { value: "none", label: text("proxyNone") },
          { value: "manual", label: text("proxyManual") },
        ]}
        onChange={(mode) => void choose(mode, saved)}
      />
      {proxy.mode === "system" && <p className="field-hint">{text("proxySystemHint")}</p>}
      {proxy.mode !== "none" && <p className="field-hint">{text("proxyLoopbackHint")}</p>}
      {proxy.mode === "manual" && <ManualProxy proxy={proxy} saved={saved} hasPassword={hasPassword} />}
      <ErrorLine error={error?.code === "invalid" ? null : error} title={text("saveFailed")} />
    </section>
  );
}

type Problem = "required" | "badProxy" | "proxyUserApart" | "proxyUserNeeded";

interface ManualProxyProps {
  readonly proxy: ProxySettings;
  readonly saved: ProxySettings;
  readonly hasPassword: boolean;
}

/** The password is in its field and nowhere else, and leaves it when it is saved. */
function ManualProxy({ proxy, saved, hasPassword }: ManualProxyProps) {
  const text = useText("settings");
  const { error, isSaving, isSaved, edit, forgetError, save, forgetPassword } = useProxyStore();
  const [problems, setProblems] = useState<{ readonly address?: Problem; readonly user?: Problem }>({});
  const isRefused = error?.code === "invalid";
  const addressProblem = problems.address ?? (isRefused ? "badProxy" : undefined);
  const isChanged = (["mode", "address", "user"] as const).some((name) => proxy[name] !== saved[name]);
  // Main keeps a password for this proxy and this user alone.
  const isKept = hasPassword && proxy.address === saved.address && proxy.user === saved.user;

  const way = { system: text("proxySystem"), none: text("proxyNone"), manual: saved.address }[saved.mode];

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSaving) return;
    const form = event.currentTarget;
    const field = form.elements.namedItem("proxyPassword");
    if (!(field instanceof HTMLInputElement)) return;
    const address = addressProblemOf(proxy.address);
    const found = {
      ...(address && { address }),
      ...(field.value && !proxy.user.trim() && { user: "proxyUserNeeded" as const }),
    };
    setProblems(found);
    forgetError();
    if (Object.keys(found).length > 0) return focusFirstProblem(form);
    const password = field.value;
    field.value = "";
    await save({ ...proxy, mode: "manual" }, password || undefined);
    if (useProxyStore.getState().error !== null) focusFirstProblem(form);
  }

  return (
    <form className="form" onSubmit={onSubmit} onKeyDown={keepComposing} noValidate autoComplete="off">
      <TextField
        name="proxyAddress"
        label={text("proxyAddress")}
        inputMode="url"
        placeholder="http://proxy.example.com:8080"
        hint={text("proxyAddressHint")}
        maxLength={300}
        value={proxy.address}
        problem={addressProblem && text(addressProblem)}
        onChange={(event) => edit({ address: event.target.value })}
      />
      <TextField
        name="proxyUser"
        label={text("proxyUser")}
        hint={text("proxyUserHint")}
        maxLength={200}
        value={proxy.user}
        problem={problems.user && text(problems.user)}
        onChange={(event) => edit({ user: event.target.value })}
      />
      <TextField
        name="proxyPassword"
        type="password"
        label={text("proxyPassword")}
        hint={isKept ? text("proxyPasswordKept") : undefined}
        maxLength={1000}
        autoComplete="new-password"
      />
      {error && <p className="field-hint">{text("proxyRetype")}</p>}
      <div className="form-buttons settings-save">
        <Button variant="primary" type="submit" isBusy={isSaving}>
          {text("save")}
        </Button>
        {isKept && (
          <Button
            variant="text"
            onClick={({ currentTarget: { form } }) => {
              void forgetPassword(saved);
              // The button goes with the password: the focus needs a place that stays.
              form?.querySelector<HTMLElement>("[name=proxyPassword]")?.focus();
            }}
          >
            {text("forgetPassword")}
          </Button>
        )}
        <span className="quiet" role="status">
          {isChanged && text("notSaved", { way })}
          {!isChanged && isSaved && (
            <>
              <CheckIcon size={14} />
              {text("saved")}
            </>
          )}
        </span>
      </div>
    </form>
  );
}

/** Only what has words of its own here; main reads the address and refuses what is none. */
function addressProblemOf(address: string): Problem | undefined {
  if (!address.trim()) return "required";
  return address.includes("@") ? "proxyUserApart" : undefined;
}
