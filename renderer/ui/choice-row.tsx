import Segmented from "antd/es/segmented";
import { useId } from "react";

interface ChoiceRowProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few, side by side. Needs the antd theme around it. */
export function ChoiceRow<Value extends string>({ label, value, options, onChange }: ChoiceRowProps<Value>) {
  const id = useId();
  return (
    <div className="field">
      <span id={id} className="field-label">
        {label}
      </span>
      {/* The choices take the keys: a stop at the row itself would answer to none. */}
      <Segmented<Value>
        block
        name={id}
        tabIndex={-1}
        aria-labelledby={id}
        value={value}
        options={[...options]}
        onChange={onChange}
      />
    </div>
  );
}
