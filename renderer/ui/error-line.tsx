import { type AppError, serverWords } from "../../shared/errors.ts";
import { useRefusalWords } from "../errors/refusal-words.ts";
import { useText } from "../i18n.ts";
import { Button } from "./button.tsx";
import { AlertIcon } from "./icons.tsx";

interface ErrorLineProps {
  readonly error: AppError | null;
  /** What was being done, e.g. "Groups could not be refreshed."; shown before the reason. */
  readonly title?: string;
  readonly onRetry?: (() => void) | undefined;
  readonly onDismiss?: (() => void) | undefined;
  readonly retryLabel?: string;
}

/** An error beside what failed: our words by its code, the server's own words beside them, and a way on. */
export function ErrorLine({ error, title, onRetry, onDismiss, retryLabel }: ErrorLineProps) {
  const text = useText("errors");
  const refusal = useRefusalWords();
  if (!error || error.code === "cancelled") return null;
  const server = error.server;
  return (
    <div className="error-line" role="alert">
      <AlertIcon />
      <div className="error-line-words">
        <span>
          {title && <strong>{title} </strong>}
          {refusal.own(error)}
        </span>
        {server && (
          <span className="error-line-server" dir="auto">
            {text("serverSays", { words: serverWords(server) })}
          </span>
        )}
        {!server && error.code === "internal" && error.message && (
          <span className="error-line-server">{text("details", { words: error.message })}</span>
        )}
      </div>
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
  );
}
