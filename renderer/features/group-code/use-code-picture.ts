import { useEffect, useState } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { useGroupPicture } from "../groups/use-group-picture.ts";
import { squarePicture } from "./card-picture.ts";

/** The group's picture as it stands in its code; null while there is none, and where it cannot be read. */
export function useCodePicture(group: Group | null): string | null {
  const given = useGroupPicture(group);
  const [made, setMade] = useState<{ readonly from: string; readonly picture: string | null } | null>(null);
  useEffect(() => {
    if (given === null) return;
    let isHere = true;
    const keep = (picture: string | null) => {
      if (isHere) setMade({ from: given, picture });
    };
    squarePicture(given).then(keep, () => keep(null));
    return () => {
      isHere = false;
    };
  }, [given]);
  return made !== null && made.from === given ? made.picture : null;
}
