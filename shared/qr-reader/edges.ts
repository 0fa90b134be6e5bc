/** A step in brightness along a line: where its middle lies, and how far it rises (or falls, below 0). */
export interface Edges {
  count: number;
  readonly at: Float64Array;
  readonly height: Float64Array;
}

export function edgesFor(length: number): Edges {
  return { count: 0, at: new Float64Array(length), height: new Float64Array(length) };
}

/**
 * All steps of at least `least` along a line of pixels, rising and falling in turn. Blur widens a step but leaves its
 * middle where it was, so that widths stay true where black and white would run into each other. With `hasRim` the
 * line begins and ends with a step, for codes without a margin.
 */
export function findEdges(
  data: Uint8Array,
  start: number,
  stride: number,
  length: number,
  least: number,
  into: Edges,
  hasRim = false,
): void {
  const { at, height } = into;
  let count = 0;
  let before = data[start] ?? 0;
  let rise = 0;
  let moment = 0;
  if (hasRim) {
    at[0] = 0;
    height[0] = before < 128 ? before - 255 : before;
    count = 1;
  }
  for (let index = 1, place = start + stride; index <= length; index++, place += stride) {
    const here = index < length ? (data[place] ?? 0) : before;
    const step = here - before;
    before = here;
    if (index < length && (step === 0 ? rise === 0 : step > 0 === rise > 0 && rise !== 0)) {
      rise += step;
      moment += step * index;
      continue;
    }
    if (rise >= least || rise <= -least) {
      const last = height[count - 1] ?? 0;
      if (count > 0 && last > 0 === rise > 0) {
        // A wiggle between the two was too small to count: they are one step.
        at[count - 1] = ((at[count - 1] ?? 0) * last + moment) / (last + rise);
        height[count - 1] = last + rise;
      } else {
        at[count] = moment / rise;
        height[count] = rise;
        count += 1;
      }
    }
    rise = step;
    moment = step * index;
  }
  if (hasRim && count > 0) {
    at[count] = length;
    height[count] = (height[count - 1] ?? 0) > 0 ? before - 256 : 256 - before;
    count += 1;
  }
  into.count = count;
}
