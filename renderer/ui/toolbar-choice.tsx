interface ToolbarChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few, in a toolbar. */
export function ToolbarChoice<Value extends string>(props: ToolbarChoiceProps<Value>) {
  const { label, value, options, onChange } = props;
  return (
    <select
      className="toolbar-choice"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value as Value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
