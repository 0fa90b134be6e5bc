import type { AppError } from "../../shared/errors.ts";
import { useRefusalWords } from "../errors/refusal-words.ts";
import { useText } from "../i18n.ts";
import { Button } from "./button.tsx";
import { AlertIcon } from "./icons.tsx";
import { NetworkSettingsButton } from "./network-settings-button.tsx";

interface ErrorLineProps {
  readonly error: AppError | null;
  /** What was being done, e.g. "Groups could not be refreshed."; shown before the reason. */
  readonly title?: string;
  /** In place of our usual words for it, where more is known of what it means. */
  readonly words?: string | null;
  readonly onRetry?: (() => void) | undefined;
  readonly onDismiss?: (() => void) | undefined;
  readonly retryLabel?: string;
}

/** An error beside what failed: our words for it, the server's own words beside them, and a way on. */
export function ErrorLine({ error, title, words, onRetry, onDismiss, retryLabel }: ErrorLineProps) {
  const text = useText("errors");
  const refusal = useRefusalWords();
  if (!error || error.code === "cancelled") return null;
  const behind = refusal.behind(error);
  return (
    <div className="error-line" role="alert">
      <AlertIcon />
      <div className="error-line-words">
        <span>
          {/* A Chinese full stop brings its own gap. */}
          {title && <strong>{title.endsWith("。") ? title : `${title} `}</strong>}
          {words ?? refusal.own(error)}
        </span>
        {behind !== null && (
          <span className="error-line-server" dir="auto">
            {behind}
          </span>
        )}
      </div>
      <div className="error-line-buttons">
        <NetworkSettingsButton error={error} />
        {onRetry && (
          <Button size="small" onClick={onRetry}>
            {retryLabel ?? text("retry")}
          </Button>
        )}
        {onDismiss && (
          <Button size="small" variant="text" onClick={onDismiss}>
            {text("dismiss")}
          </Button>
        )}
      </div>
    </div>
  );
}
