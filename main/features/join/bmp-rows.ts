interface Rows {
  readonly start: number;
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** 0 for plain rows, 1 and 2 for run lengths of 8 and 4 bits. */
  readonly compression: number;
}

type Put = (x: number, row: number, index: number) => void;

/** Every pixel of a bitmap with a palette, in the order of the file. Throws a RangeError where it is cut off. */
export function indexRows(view: DataView, rows: Rows, put: Put): void {
  const { depth, compression } = rows;
  if (compression === 0 && [1, 2, 4, 8].includes(depth)) plainRows(view, rows, put);
  else if ((compression === 1 && depth === 8) || (compression === 2 && depth === 4)) runs(view, rows, put);
  else throw new RangeError("unknown compression");
}

function plainRows(view: DataView, { start, width, height, depth }: Rows, put: Put): void {
  const rowBytes = Math.ceil((width * depth) / 32) * 4;
  const mask = 2 ** depth - 1;
  for (let row = 0; row < height; row++) {
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      const byte = view.getUint8(start + row * rowBytes + (bit >> 3));
      put(x, row, (byte >> (8 - depth - (bit & 7))) & mask);
    }
  }
}

/** Pairs of a count and a value; a count of 0 is an order: end of row, end, move, or so many values as they are. */
function runs(view: DataView, { start, width, height, depth }: Rows, put: Put): void {
  const perByte = 8 / depth;
  const indexIn = (byte: number, place: number) =>
    depth === 8 ? byte : place % 2 === 0 ? byte >> 4 : byte & 15;
  let [x, row, at] = [0, 0, start];
  const next = (index: number) => {
    if (x < width && row < height) put(x, row, index);
    x += 1;
  };
  while (row < height) {
    const count = view.getUint8(at);
    const value = view.getUint8(at + 1);
    at += 2;
    if (count > 0) for (let place = 0; place < count; place++) next(indexIn(value, place));
    else if (value === 0) [x, row] = [0, row + 1];
    else if (value === 1) return;
    else if (value === 2) {
      x += view.getUint8(at);
      row += view.getUint8(at + 1);
      at += 2;
    } else {
      for (let place = 0; place < value; place++)
        next(indexIn(view.getUint8(at + Math.floor(place / perByte)), place));
      at += 2 * Math.ceil(value / perByte / 2);
    }
  }
}
