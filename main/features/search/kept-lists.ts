const keptAtOnce = 8;

/** Lists of keys kept under a name, the least recently asked for let go: turning a page must not sort anew. */
export function createKeptLists() {
  const kept = new Map<string, Promise<Float64Array>>();
  return (name: string, find: () => Promise<Float64Array>): Promise<Float64Array> => {
    const list = kept.get(name) ?? find();
    kept.delete(name);
    kept.set(name, list);
    // What failed is tried again, not remembered.
    list.catch(() => kept.delete(name));
    for (const oldest of kept.keys()) {
      if (kept.size <= keptAtOnce) break;
      kept.delete(oldest);
    }
    return list;
  };
}
