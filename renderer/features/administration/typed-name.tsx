import { useId } from "react";
import { useText } from "../../i18n.ts";

interface TypedNameProps {
  readonly groupName: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The field that asks for the group's name before something that cannot be taken back. */
export function TypedName({ groupName, value, onChange }: TypedNameProps) {
  const text = useText("administration");
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} dir="auto">
        {text("typeName", { name: groupName })}
      </label>
      <input
        id={id}
        className="text-input"
        value={value}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
