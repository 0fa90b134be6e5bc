/** A document of a seeded group: its bytes are made when somebody downloads it. */
export interface SeedDocument {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly make: () => Buffer;
}

export function bytesDocument(name: string, type: string, bytes: Buffer): SeedDocument {
  return { name, type, size: bytes.length, make: () => bytes };
}

export function textDocument(name: string, text: string, type = "text/plain"): SeedDocument {
  return bytesDocument(name, type, Buffer.from(text, "utf8"));
}

/** One line over and over until the size is reached. */
export function longDocument(name: string, line: string, size: number): SeedDocument {
  return { name, type: "text/csv", size, make: () => Buffer.alloc(size, `${line}\n`) };
}

/** A PDF of one page with a few lines of Latin text; every reader opens it. */
export function pdfDocument(name: string, lines: readonly string[]): SeedDocument {
  const shown = lines.map((line) => `(${line.replace(/[\\()]/g, "\\$&")}) Tj 0 -22 Td`).join("\n");
  const content = `BT /F1 16 Tf 72 760 Td\n${shown}\nET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const offsets: number[] = [];
  objects.forEach((object, index) => {
    offsets.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`;
  return bytesDocument(name, "application/pdf", Buffer.from(text, "latin1"));
}
