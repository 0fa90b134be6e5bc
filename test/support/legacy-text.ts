/** Bytes of a text in an older encoding; null when it cannot say the text. */
export function legacyBytes(text: string, encoding: "gbk" | "shift_jis" | "iso-8859-1"): Uint8Array | null {
  const table = tableOf(encoding);
  const bytes: number[] = [];
  for (const character of text) {
    const known = table.get(character);
    if (known === undefined) return null;
    bytes.push(...known);
  }
  return Uint8Array.from(bytes);
}

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

function tableOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const table = new Map<string, readonly number[]>();
  for (let byte = 0; byte < 256; byte++) {
    if (encoding === "iso-8859-1") table.set(String.fromCharCode(byte), [byte]);
  }
  if (encoding !== "iso-8859-1") fillTable(table, new TextDecoder(encoding));
  tables.set(encoding, table);
  return table;
}

/** What the decoder reads, the other way round; the first code of a character wins. */
function fillTable(table: Map<string, readonly number[]>, decoder: InstanceType<typeof TextDecoder>): void {
  const note = (bytes: readonly number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if ([...text].length === 1 && !text.includes("\uFFFD") && !table.has(text)) table.set(text, bytes);
  };
  for (let first = 0; first < 256; first++) note([first]);
  for (let first = 0x81; first < 0xff; first++) {
    for (let second = 0x40; second < 0xff; second++) note([first, second]);
  }
}
