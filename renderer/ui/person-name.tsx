import { MiddleCut } from "./middle-cut.tsx";

interface PersonNameProps {
  readonly id: string;
  /** "" while nobody has told it. */
  readonly name: string;
  readonly className?: string;
}

/** What a person is called; as long as that is not known, the id in a muted tone. */
export function PersonName({ id, name, className = "" }: PersonNameProps) {
  return (
    <span className={`person-name ellipsis ${className}`} dir="auto" title={name || undefined}>
      {name || <MiddleCut className="quiet" text={id} />}
    </span>
  );
}
