type Change<State> = (state: State) => Partial<State>;

/** When the changes collected so far are written. */
export type Later = (write: () => void) => void;

/** Soon enough to look immediate, seldom enough that hundreds of answers do not draw the list hundreds of times. */
export const soon: Later = (write) => void setTimeout(write, 60);

/** Collects changes of a store and writes them together, in order. What is read in between is the state before them. */
export function batched<State extends object>(
  set: (change: Change<State>) => void,
  later: Later,
): (change: Change<State>) => void {
  let waiting: Change<State>[] = [];
  return (change) => {
    waiting.push(change);
    if (waiting.length > 1) return;
    later(() => {
      const changes = waiting;
      waiting = [];
      set((state) => {
        const changed: State = { ...state };
        for (const next of changes) Object.assign(changed as object, next(changed));
        return changed;
      });
    });
  };
}
