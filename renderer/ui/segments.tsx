import { useId } from "react";

interface SegmentsProps<Value extends string> {
  /** Id of the words that name it. */
  readonly labelledBy: string;
  readonly describedBy?: string | undefined;
  /** Null: none is chosen, because nobody said. */
  readonly value: Value | null;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly isDisabled?: boolean;
  readonly onChange: (value: Value) => void;
}

/** One of a few, side by side: a group of radio buttons, so one tab stop and arrow keys. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { labelledBy, describedBy, value, options, isDisabled = false, onChange } = props;
  const name = useId();
  return (
    <div className="segments" role="radiogroup" aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {options.map((option) => (
        <label key={option.value} className="segment">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={isDisabled}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
