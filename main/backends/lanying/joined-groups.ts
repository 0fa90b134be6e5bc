import { z } from "zod";
import { type EndpointCaller, readAnswer } from "../endpoint-caller.ts";
import { id } from "../wire-fields.ts";
import { lanyingEndpoints } from "./endpoints.ts";

const documented = lanyingEndpoints["/group/user_joined"];

const joinedGroup = z.union([id, z.looseObject({ group_id: id }).transform((group) => group.group_id)]);

/** The same operation, read in every form that servers were seen to answer in. */
const endpoint = { ...documented, answer: z.array(joinedGroup) };

/** The ids of our groups: by the document a list of ids. Clients also expect objects with a `group_id`, and `{}` for none. */
export async function joinedGroupIds(
  caller: EndpointCaller,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const { data } = await caller.open(documented, {}, { signal });
  return await readAnswer(endpoint, isEmptyObject(data) ? [] : data);
}

function isEmptyObject(data: unknown): boolean {
  return typeof data === "object" && data !== null && Object.keys(data).length === 0;
}
