import Checkbox from "antd/es/checkbox";
import type { ReactNode } from "react";

interface CheckFieldProps {
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly children: ReactNode;
  readonly problem?: string | undefined;
}

/** A checkbox with its words. Needs the antd theme around it. */
export function CheckField({ isChecked, onChange, children, problem }: CheckFieldProps) {
  return (
    <Checkbox
      checked={isChecked}
      aria-invalid={problem ? true : undefined}
      onChange={(event) => onChange(event.target.checked)}
    >
      {children}
      {problem && <span className="field-problem"> {problem}</span>}
    </Checkbox>
  );
}
