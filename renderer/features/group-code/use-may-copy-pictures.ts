import { useEffect, useState } from "react";

/** Whether the shell lets the page put a picture on the clipboard; not every one does. */
export function useMayCopyPictures(): boolean {
  const [may, setMay] = useState(false);
  useEffect(() => {
    let isHere = true;
    void clipboardState().then((state) => {
      if (isHere) setMay(state !== "denied");
    });
    return () => {
      isHere = false;
    };
  }, []);
  return may;
}

async function clipboardState(): Promise<PermissionState> {
  if (!("ClipboardItem" in window) || !navigator.clipboard) return "denied";
  try {
    const { state } = await navigator.permissions.query({ name: "clipboard-write" as PermissionName });
    return state;
  } catch {
    return "denied"; // A browser that does not know the question has no such right to give.
  }
}
