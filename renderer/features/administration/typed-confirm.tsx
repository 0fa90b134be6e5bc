import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { useDangerStore } from "./danger-store.ts";
import { TypedName } from "./typed-name.tsx";

interface TypedConfirmProps {
  readonly group: Group;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** What the dangerous button says. */
  readonly label: string;
  readonly isReady: boolean;
}

/** How every act ends that cannot be taken back: the group's name typed, then its button, and what went wrong. */
export function TypedConfirm({ group, typed, onType, label, isReady }: TypedConfirmProps) {
  const text = useText("administration");
  const { isBusy, error, cancel } = useDangerStore();
  return (
    <>
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
    </>
  );
}
