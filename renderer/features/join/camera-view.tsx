import { useEffect, useId, useRef, useState } from "react";
import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { formatTime } from "../../ui/formatters.ts";
import { CameraIcon } from "../../ui/icons.tsx";
import { stopTracks, useCaptureStore } from "./capture-store.ts";
import { reader, useItemsStore } from "./items-store.ts";
import { lookForCodes } from "./look-for-codes.ts";

/** What the camera sees, read until there is a code in it. The picture with the code goes to the list. */
export function CameraView() {
  const text = useText("join");
  const language = useLanguage();
  const id = useId();
  const video = useRef<HTMLVideoElement>(null);
  const root = useRef<HTMLElement>(null);
  // A new object for each try, also with the same camera.
  const [wanted, setWanted] = useState<{ readonly deviceId: string | null }>({ deviceId: null });
  const [cameras, setCameras] = useState<readonly MediaDeviceInfo[]>([]);
  const problem = useCaptureStore((state) => state.problem);
  const { close } = useCaptureStore.getState();
  useEffect(() => root.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const found = (picture: Blob) => {
      const name = text("cameraPicture", { time: formatTime(Date.now(), language) });
      void useItemsStore
        .getState()
        .bring(Promise.resolve({ pictures: [{ name, load: async () => picture }], skipped: 0 }));
      close();
    };
    void (async () => {
      const stream = await useCaptureStore.getState().startCamera(wanted.deviceId);
      if (stream === null) return;
      signal.addEventListener("abort", () => stopTracks(stream));
      const element = video.current;
      if (signal.aborted || element === null) return stopTracks(stream);
      element.srcObject = stream;
      const all = await navigator.mediaDevices.enumerateDevices();
      if (!signal.aborted)
        setCameras(all.filter(({ kind, deviceId }) => kind === "videoinput" && deviceId !== ""));
      const picture = await lookForCodes(element, reader, signal);
      if (picture !== null) found(picture);
    })();
    return () => ended.abort();
  }, [wanted, close, language, text]);
  const used = wanted.deviceId ?? cameras[0]?.deviceId ?? "";
  return (
    <section
      ref={root}
      className="join-camera"
      aria-label={text("cameraTitle")}
      tabIndex={-1}
      onKeyDown={(event) => closeOnEscape(event, close)}
    >
      {problem?.what === "camera" ? (
        <div className="join-no-camera" role="alert">
          <CameraIcon size={40} />
          <p>{text(`camera_${problem.why}`)}</p>
          <Button onClick={() => setWanted({ deviceId: null })}>{text("cameraRetry")}</Button>
        </div>
      ) : (
        <>
          <video ref={video} autoPlay muted playsInline />
          <p className="join-quiet" role="status">
            {text("cameraHint")}
          </p>
        </>
      )}
      {cameras.length > 1 && (
        <div className="join-account">
          <label htmlFor={id}>{text("cameraChoice")}</label>
          <select
            id={id}
            className="text-input"
            value={used}
            onChange={(event) => setWanted({ deviceId: event.target.value })}
          >
            {cameras.map((camera, index) => (
              <option key={camera.deviceId} value={camera.deviceId}>
                {camera.label || text("cameraNumber", { number: index + 1 })}
              </option>
            ))}
          </select>
        </div>
      )}
      <Button onClick={close}>{text("cameraClose")}</Button>
    </section>
  );
}
