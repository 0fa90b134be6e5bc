import { z } from "zod";
import { type AppError, errorCodes, networkReasons, signInSteps } from "../errors.ts";

/** An AppError as data: how it crosses the bridge, and how a transfer keeps it. */
export const KeptError = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  server: z.object({ code: z.string(), message: z.string() }).optional(),
  network: z
    .object({ reason: z.enum(networkReasons), host: z.string(), detail: z.string().optional() })
    .optional(),
  step: z.enum(signInSteps).optional(),
});
export type KeptError = z.infer<typeof KeptError>;

export function keptError({ code, message, server, network, step }: AppError): KeptError {
  return {
    code,
    message,
    ...(server && { server: { ...server } }),
    ...(network && { network: { ...network } }),
    ...(step && { step }),
  };
}
