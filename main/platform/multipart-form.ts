import { randomBytes } from "node:crypto";

export interface MultipartForm {
  readonly contentType: string;
  /** Everything before the bytes of the file, and everything after them. */
  readonly head: Buffer;
  readonly tail: Buffer;
}

export interface FilePart {
  readonly field: string;
  readonly name: string;
  readonly type: string;
}

/** A form whose one file comes last, as object stores demand; its length is known before the first byte is sent. */
export function multipartForm(
  fields: readonly (readonly [name: string, value: string])[],
  file: FilePart,
): MultipartForm {
  const boundary = `----qunzhu${randomBytes(18).toString("hex")}`;
  const parts = fields.map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"\r\n\r\n${value}\r\n`,
  );
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : "application/octet-stream";
  const head = `${parts.join("")}--${boundary}\r\nContent-Disposition: form-data; name="${escaped(file.field)}"; filename="${escaped(file.name)}"\r\nContent-Type: ${type}\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    head: Buffer.from(head, "utf8"),
    tail: Buffer.from(`\r\n--${boundary}--\r\n`, "utf8"),
  };
}

/** As browsers write it (WHATWG HTML, multipart/form-data encoding): UTF-8, with three characters escaped. */
function escaped(text: string): string {
  return text.replace(/\r\n|\r|\n/g, "%0D%0A").replace(/"/g, "%22");
}
