/** A refusal of the WeChat gateway: `ret` 500, the reason in `data.msg`, WeChat's own code in `data.code`. */
export class GeweError extends Error {
  readonly summary: string;
  readonly code: string;

  constructor(summary: string, code: string, reason: string) {
    super(reason);
    this.summary = summary;
    this.code = code;
  }
}
