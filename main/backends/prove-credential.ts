import { AppError } from "../../shared/errors.ts";

/** Statuses that a server of the right kind, or what stands before it, gives without words of its own. */
const ofAnyServer: ReadonlySet<string> = new Set(["401", "403", "407", "408", "429"]);

/**
 * Runs the first call of a sign-in, of which alone nothing is known yet. A page, another API's JSON, or an error status
 * without the words of this kind of API is "bad_answer": something else answers at that address. "signed_out" stays,
 * and means that the credential is not accepted: no session could have been lost.
 */
export async function proveCredential<T>(service: string, prove: () => Promise<T>): Promise<T> {
  try {
    return await prove();
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const { code, server, network } = cause;
    if (code === "signed_out") {
      throw new AppError("signed_out", `${service} does not accept this credential`, { cause, server });
    }
    if (code !== "bad_answer" && !isWithoutWords(cause)) throw cause;
    const message = `${cause.message}; is this the address of ${service}?`;
    throw new AppError("bad_answer", message, { cause, server, network });
  }
}

function isWithoutWords({ server }: AppError): boolean {
  return server?.message === "" && /^4\d\d$/.test(server.code) && !ofAnyServer.has(server.code);
}
