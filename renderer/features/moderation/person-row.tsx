import type { ReactNode } from "react";
import { Avatar } from "../../ui/avatar.tsx";
import { PersonName } from "../../ui/person-name.tsx";
import type { PersonRow } from "./moderation-store.ts";

interface PersonLineProps {
  readonly person: PersonRow;
  readonly note: string;
  /** The note in full. */
  readonly noteTitle?: string | undefined;
  readonly children: ReactNode;
}

/** Name over id, the date, and the buttons of the row. */
export function PersonLine({ person, note, noteTitle, children }: PersonLineProps) {
  const { userId, name } = person;
  return (
    <div className="person-line">
      <Avatar id={userId} name={name ?? ""} />
      <div className="person-line-words">
        <PersonName id={userId} name={name ?? ""} />
        {name && <span className="ellipsis quiet digits">{userId}</span>}
      </div>
      <span className="person-line-note quiet digits" title={noteTitle}>
        {note}
      </span>
      {children}
    </div>
  );
}

/** For buttons of a row: what they do is not also a choice of the row. */
export function alone(act: () => void): (event: { stopPropagation(): void }) => void {
  return (event) => {
    event.stopPropagation();
    act();
  };
}
