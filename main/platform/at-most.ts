/** Works through a list with at most `limit` at the same time; answers in the list's order. The first failure ends it. */
export async function atMost<Item, Result>(
  limit: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const due = items.entries();
  const results: Result[] = [];
  let hasFailed = false;
  const worker = async () => {
    // One iterator for all: each takes the next that nobody has taken.
    for (const [at, item] of due) {
      if (hasFailed) return;
      try {
        results[at] = await work(item);
      } catch (cause) {
        hasFailed = true;
        throw cause;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
