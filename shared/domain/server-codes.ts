/**
 * The codes by which Lanying's servers refuse, as the API document lists them; those about push are left out. 10028,
 * 11001 and those from 40003 on stand only in the vendor's own clients. See docs/backends/lanying.md.
 */
export const serverCodes = [
  "10000",
  "10001",
  "10002",
  "10003",
  "10004",
  "10005",
  "10006",
  "10007",
  "10008",
  "10009",
  "10010",
  "10011",
  "10012",
  "10028",
  "11001",
  "20000",
  "20001",
  "20002",
  "20003",
  "20004",
  "20005",
  "20006",
  "20007",
  "20008",
  "20009",
  "20010",
  "20011",
  "20012",
  "20013",
  "20014",
  "20015",
  "20016",
  "20017",
  "20018",
  "20020",
  "20021",
  "20022",
  "20023",
  "20024",
  "20025",
  "30021",
  "30022",
  "30023",
  "40000",
  "40003",
  "99997",
  "99998",
] as const;

export type ServerCode = (typeof serverCodes)[number];

const known: ReadonlySet<string> = new Set(serverCodes);

export function isServerCode(code: string): code is ServerCode {
  return known.has(code);
}
