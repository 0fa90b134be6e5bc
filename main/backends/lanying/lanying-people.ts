import { z } from "zod";
import { AppError } from "../../../shared/errors.ts";
import type { PeopleBackend } from "../backend.ts";
import { chunksOf } from "../chunks.ts";
import { id } from "../wire-fields.ts";
import { lanyingPeopleEndpoints } from "./endpoints.ts";
import type { LanyingConnection } from "./lanying-connection.ts";

/** As many as the vendor's own clients ask for at once; no limit is documented. */
const peopleAtOnce = 100;

const name = z.string().catch("");
/** Read leniently, for each person alone: an odd field is as good as none, and an odd row costs nobody else their name. */
const row = z.looseObject({ user_id: id, username: name, nick_name: name, alias: name, avatar: name });

/** Profiles of people: whom the server does not know, it leaves out. */
export function createLanyingPeople({ signedIn }: LanyingConnection): PeopleBackend {
  const endpoint = lanyingPeopleEndpoints["/roster/list"];
  return {
    async profiles(userIds, signal) {
      const profiles = [];
      for (const list of chunksOf(userIds, peopleAtOnce)) {
        const wanted = new Set(list);
        const { data } = await signedIn.open(endpoint, { list: [...list] }, { signal });
        if (!Array.isArray(data ?? [])) {
          throw new AppError("bad_answer", `${endpoint.path}: unexpected data (invalid_type)`);
        }
        for (const told of (data ?? []) as readonly unknown[]) {
          const person = row.safeParse(told).data;
          if (person === undefined || !wanted.has(person.user_id)) continue;
          const { user_id: personId, username, nick_name: nickName, alias, avatar } = person;
          profiles.push({ id: personId, username, nickName, alias, avatar });
        }
      }
      return profiles;
    },
  };
}
