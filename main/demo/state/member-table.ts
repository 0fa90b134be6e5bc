export interface DemoMember {
  /** Grows with every join; a page continues after one, so that removals never skip or repeat anybody. */
  readonly sequence: number;
  readonly userId: string;
  /** The card in the group; null when never set. */
  name: string | null;
  /** The card was written while the demo ran. */
  hasChosenCard?: boolean;
  readonly joinedAt: number;
}

/** The members of one group in the order of their joining. Paging is a binary search and a slice. */
export class MemberTable {
  #rows: DemoMember[] = [];
  #index: Map<string, DemoMember> | null = new Map();
  #nextSequence = 1;

  get size(): number {
    return this.#rows.length;
  }

  add(userId: string, name: string | null, joinedAt: number): void {
    const row = { sequence: this.#nextSequence++, userId, name, joinedAt };
    this.#rows.push(row);
    this.#index?.set(userId, row);
  }

  /** Many new members at once; the caller knows that none is in it yet. The index is built when first asked. */
  addMany(
    count: number,
    make: (i: number) => { userId: string; name: string | null; joinedAt: number },
  ): void {
    for (let i = 0; i < count; i++) {
      const { userId, name, joinedAt } = make(i);
      this.#rows.push({ sequence: this.#nextSequence++, userId, name, joinedAt });
    }
    this.#index = null;
  }

  copy(): MemberTable {
    const copy = new MemberTable();
    copy.#rows = this.#rows.map((row) => ({ ...row }));
    copy.#index = null;
    copy.#nextSequence = this.#nextSequence;
    return copy;
  }

  get(userId: string): DemoMember | undefined {
    this.#index ??= new Map(this.#rows.map((row) => [row.userId, row]));
    return this.#index.get(userId);
  }

  has(userId: string): boolean {
    return this.get(userId) !== undefined;
  }

  delete(userId: string): boolean {
    const row = this.get(userId);
    if (row === undefined) return false;
    this.#rows.splice(this.#firstAfter(row.sequence - 1), 1);
    this.#index?.delete(userId);
    return true;
  }

  /** At most `limit` members who joined after `sequence`. */
  after(sequence: number, limit: number): readonly DemoMember[] {
    const start = this.#firstAfter(sequence);
    return this.#rows.slice(start, start + limit);
  }

  get lastSequence(): number {
    return this.#rows.at(-1)?.sequence ?? 0;
  }

  #firstAfter(sequence: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle]?.sequence ?? Number.POSITIVE_INFINITY) <= sequence) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
