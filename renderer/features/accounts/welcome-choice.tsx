import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";

interface WelcomeChoiceProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly hint: string;
  readonly onClick: () => void;
  readonly isBusy?: boolean;
  readonly isPrimary?: boolean;
}

/** One of the ways to begin. */
export function WelcomeChoice({
  icon,
  title,
  hint,
  onClick,
  isBusy = false,
  isPrimary = false,
}: WelcomeChoiceProps) {
  return (
    <Button
      className="welcome-choice"
      variant={isPrimary ? "primary" : "default"}
      icon={icon}
      isBusy={isBusy}
      onClick={onClick}
    >
      <strong>{title}</strong>
      <span>{hint}</span>
    </Button>
  );
}
