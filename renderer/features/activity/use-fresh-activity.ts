import { useEffect, useState } from "react";
import type { Activity } from "../../../shared/domain/activity.ts";
import { toAppError } from "../../../shared/errors.ts";
import { bridge } from "../../bridge.ts";
import { coalesce } from "../../coalesce.ts";
import { useActivityStore } from "./activity-store.ts";

/** An act as it stands now: it may be taken back while it is looked at. */
export function useFreshActivity(shown: Activity): Activity {
  const [fresh, setFresh] = useState(shown);
  const { id } = shown;
  useEffect(() => {
    let isLeft = false;
    const read = coalesce(() => {
      bridge.call("activity.get", { id }).then(
        (activity) => {
          if (!isLeft) setFresh(activity);
        },
        (cause: unknown) => useActivityStore.setState({ actionError: toAppError(cause) }),
      );
    }, 250);
    const stop = bridge.on("activity.changed", read);
    return () => {
      isLeft = true;
      stop();
      read.cancel();
    };
  }, [id]);
  return fresh.id === id ? fresh : shown;
}
