type OldEncoding = "gb18030" | "shift_jis" | "windows-1252";

/** Points for one character that begins at `at`, and how many bytes it takes; null where none can begin. */
type Rate = (bytes: Uint8Array, at: number) => { readonly points: number; readonly length: number } | null;

const rates: Readonly<Record<OldEncoding, Rate>> = {
  gb18030: rateChinese,
  shift_jis: rateJapanese,
  "windows-1252": rateWestern,
};

/** The older encoding in which bytes that are not UTF-8 read most like what people write; null when none does. */
export function likelyEncoding(bytes: Uint8Array): OldEncoding | null {
  let best: OldEncoding | null = null;
  let most = 0;
  for (const encoding of ["gb18030", "shift_jis", "windows-1252"] as const) {
    const points = pointsOf(bytes, rates[encoding]);
    if (points > most) [best, most] = [encoding, points];
  }
  return best;
}

function pointsOf(bytes: Uint8Array, rate: Rate): number {
  let [points, at] = [0, 0];
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      at += 1;
      continue;
    }
    const character = rate(bytes, at);
    if (character === null) return Number.NEGATIVE_INFINITY;
    points += character.points * character.length;
    at += character.length;
  }
  return points;
}

/** The everyday characters stand first in the table; pairs with a low second byte are rare ones. */
function rateChinese(bytes: Uint8Array, at: number) {
  const [lead, trail] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
  if (lead === 0x80 || lead === 0xff) return null;
  if (trail >= 0x30 && trail <= 0x39) return { points: -1, length: 4 };
  if (trail < 0x40 || trail === 0x7f || trail === 0xff) return null;
  if (trail < 0xa1 || lead < 0xa1) return { points: -1, length: 2 };
  if (lead >= 0xb0 && lead <= 0xd7) return { points: 3, length: 2 };
  return { points: lead <= 0xa3 ? 2 : lead >= 0xd8 && lead <= 0xf7 ? 1 : -2, length: 2 };
}

/** Kana tell Japanese; bytes of other languages turn into strings of half-width katakana. */
function rateJapanese(bytes: Uint8Array, at: number) {
  const [lead, trail] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
  if (lead >= 0xa1 && lead <= 0xdf) return { points: 0.3, length: 1 };
  const isLead = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc);
  if (!isLead || trail < 0x40 || trail === 0x7f || trail > 0xfc) return null;
  const isKana = (lead === 0x82 && trail >= 0x9f && trail <= 0xf1) || (lead === 0x83 && trail <= 0x96);
  if (isKana) return { points: 4, length: 2 };
  if (lead === 0x81 || lead === 0x82) return { points: 2.5, length: 2 };
  return { points: lead >= 0x88 && lead <= 0x97 ? 2.5 : lead <= 0xea ? 0.2 : -2, length: 2 };
}

/** Accented letters stand alone or in twos among plain ones. */
function rateWestern(bytes: Uint8Array, at: number) {
  const byte = bytes[at] ?? 0;
  if (byte < 0xa0)
    return [0x80, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x85].includes(byte)
      ? { points: 0.5, length: 1 }
      : null;
  const isHigh = (near: number) => (bytes[near] ?? 0) >= 0x80;
  const run = Number(isHigh(at - 1)) + Number(isHigh(at + 1));
  const isLetter = byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7;
  return { points: run === 0 ? (isLetter ? 2 : 1) : run === 1 ? 0.2 : -2, length: 1 };
}
