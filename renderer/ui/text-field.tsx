import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from "react";

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "className"> {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with it; read out with the field. */
  readonly problem?: string | undefined;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A labelled input, uncontrolled unless told otherwise: what is typed stays in the field. */
export function TextField({ label, hint, problem, ...input }: TextFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        spellCheck={false}
        autoComplete="off"
        {...input}
        id={id}
        className="text-input"
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem || hint ? `${id}-note` : undefined}
      />
      {problem ? (
        <span id={`${id}-note`} className="field-problem">
          {problem}
        </span>
      ) : (
        hint && (
          <span id={`${id}-note`} className="field-hint">
            {hint}
          </span>
        )
      )}
    </div>
  );
}
