import { AppError } from "../../shared/errors.ts";

/** Some of several things failed: an error that carries the outcome of each, printed beside it as its value. */
export class PartlyFailed extends AppError {
  readonly value: unknown;

  constructor({ code, message }: AppError, value: unknown) {
    super(code, message);
    this.value = value;
  }
}
