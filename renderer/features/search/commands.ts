import { create } from "zustand";
import type { Language } from "../../i18n.ts";

/** Something the person can do from the palette. */
export interface Command {
  /** Unique; the last one registered under an id counts. */
  readonly id: string;
  readonly words: Readonly<Record<Language, string>>;
  /** What else it may be looked for by: pinyin, initials, other words; in lower case. */
  readonly keywords: readonly string[];
  /** Left out while it answers false. */
  isAvailable?(): boolean;
  run(): void;
}

interface CommandsStore {
  readonly commands: readonly Command[];
}

export const useCommandsStore = create<CommandsStore>()(() => ({ commands: [] }));

/** Puts a command into the palette; answers what takes it out again. */
export function registerCommand(command: Command): () => void {
  useCommandsStore.setState(({ commands }) => ({
    commands: [...commands.filter(({ id }) => id !== command.id), command],
  }));
  return () =>
    useCommandsStore.setState(({ commands }) => ({ commands: commands.filter((one) => one !== command) }));
}

/** All of them for an empty query; else those found by a word of either language or by a keyword's beginning. */
export function commandsFor(query: string, commands: readonly Command[]): readonly Command[] {
  const sought = query.normalize("NFKC").trim().toLowerCase();
  const available = commands.filter((command) => command.isAvailable?.() ?? true);
  if (sought === "") return available;
  return available.filter(
    ({ words, keywords }) =>
      Object.values(words).some((text) => text.toLowerCase().includes(sought)) ||
      keywords.some((keyword) => keyword.startsWith(sought.replaceAll(/\s/g, ""))),
  );
}
