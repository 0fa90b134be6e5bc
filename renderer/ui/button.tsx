import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: "primary" | "default" | "text" | "danger";
  readonly size?: "small" | "middle" | "large";
  readonly icon?: ReactNode;
  /** Shows that it is at work; it then takes no clicks but keeps the focus. */
  readonly isBusy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A plain button in the app's own style: light enough for the first paint. */
export function Button({
  variant = "default",
  size = "middle",
  icon,
  isBusy = false,
  children,
  className,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`button button-${variant} button-${size} ${className ?? ""}`}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || rest["aria-disabled"]}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {isBusy ? <span className="spinner" aria-hidden="true" /> : icon}
      {children !== undefined && <span className="button-label">{children}</span>}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonProps, "children" | "icon" | "variant"> {
  /** The accessible name, also the tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  /** Shown in the tooltip only, e.g. `F5`. */
  readonly shortcut?: string;
}

/** A square button with a picture; its name is said and shown as a tooltip. */
export function IconButton({ label, icon, shortcut, className, ...rest }: IconButtonProps) {
  return (
    <Button
      variant="text"
      {...rest}
      icon={icon}
      className={`icon-button ${className ?? ""}`}
      aria-label={label}
      title={shortcut ? `${label} (${shortcut})` : label}
    />
  );
}
