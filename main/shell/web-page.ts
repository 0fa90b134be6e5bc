import { AppError } from "../../shared/errors.ts";

/**
 * The address of a web page as it is handed to the system, which would start a program for many others. Throws
 * AppError("invalid") for anything else.
 */
export function webPage(address: string): string {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
    throw new AppError("invalid", "only web pages are opened");
  }
  return url.href;
}
