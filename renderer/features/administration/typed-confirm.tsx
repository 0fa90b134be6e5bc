import type { ReactNode } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { keepComposing } from "../../ui/is-composing.ts";
import { useDangerStore } from "./danger-store.ts";
import { TypedName } from "./typed-name.tsx";

interface TypedConfirmProps {
  readonly group: Group;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** What the dangerous button says. */
  readonly label: string;
  readonly isReady: boolean;
  readonly onConfirm: () => void;
  /** What is to be said before the name. */
  readonly children?: ReactNode;
}

/** The form of every act that cannot be taken back: at its end the group's name typed, then its button, and what went wrong. */
export function TypedConfirm(props: TypedConfirmProps) {
  const { group, typed, onType, label, isReady, onConfirm, children } = props;
  const text = useText("administration");
  const { isBusy, error, cancel } = useDangerStore();
  return (
    <form
      className="form"
      onKeyDown={keepComposing}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onConfirm();
      }}
    >
      {children}
      <TypedName groupName={group.name} value={typed} onChange={onType} />
      <ErrorLine error={error} title={text("failed")} />
      <div className="form-buttons">
        <Button type="submit" variant="danger" isBusy={isBusy} disabled={!isReady}>
          {label}
        </Button>
        <Button variant="text" onClick={cancel}>
          {text("cancel")}
        </Button>
      </div>
    </form>
  );
}
