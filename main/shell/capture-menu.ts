import { askedFor, type CaptureGrants } from "./capture-grants.ts";

export interface CaptureSource<Picture> {
  /** Begins with "screen:" or "window:". */
  readonly id: string;
  readonly name: string;
  readonly thumbnail: Picture;
}

interface CaptureItem<Picture> {
  readonly label?: string;
  readonly type?: "separator";
  readonly icon?: Picture;
  readonly click?: () => void;
}

const longestName = 60;
/** Some systems tell that a menu was closed before they tell what was chosen in it. */
const choiceAfterCloseMs = 300;

export const thumbnailSize = { width: 120, height: 68 };

interface DisplayMediaDeps<Source extends CaptureSource<unknown>> {
  readonly grants: CaptureGrants;
  readonly language: string;
  readonly sources: () => Promise<readonly Source[]>;
  readonly popUp: (items: CaptureItem<Source["thumbnail"]>[], onClosed: () => void) => void;
  /** What a test chose beforehand: the beginning of a source's id. */
  readonly nextAnswer: () => readonly string[] | null;
}

interface DisplayMediaRequest {
  readonly frame: { readonly parent: unknown } | null;
  readonly securityOrigin: string;
}

/**
 * Lets the person choose in a menu of the shell's own, which no page can answer. Refuses what was not granted, and
 * what was closed without a choice.
 */
export function createDisplayMediaHandler<Source extends CaptureSource<unknown>>(
  deps: DisplayMediaDeps<Source>,
) {
  async function choose(): Promise<Source | null> {
    const sources = await deps.sources();
    const ready = deps.nextAnswer();
    if (ready !== null) return sources.find(({ id }) => id.startsWith(ready[0] ?? "-")) ?? null;
    return new Promise((resolve) => {
      const items = captureMenu(sources, deps.language, resolve);
      deps.popUp(items, () => setTimeout(() => resolve(null), choiceAfterCloseMs));
    });
  }

  return (
    { frame, securityOrigin }: DisplayMediaRequest,
    answer: (streams: { video: Source } | null) => void,
  ) => {
    const isMainFrame = frame !== null && frame.parent === null;
    if (!deps.grants.wasGranted(askedFor("display-capture", { securityOrigin, isMainFrame }))) answer(null);
    else
      choose().then(
        (video) => answer(video && { video }),
        () => answer(null),
      );
  };
}

/** Screens first, then windows by name. */
export function captureMenu<Source extends CaptureSource<unknown>>(
  sources: readonly Source[],
  language: string,
  onChoose: (source: Source) => void,
): CaptureItem<Source["thumbnail"]>[] {
  const isChinese = /^zh\b/i.test(language);
  const screens = sources.filter(({ id }) => id.startsWith("screen:"));
  const windows = sources.filter(({ id, name }) => id.startsWith("window:") && name !== "");
  const item = (source: Source, label: string) => ({
    // An ampersand would mark a shortcut key.
    label: label.replaceAll("&", "&&"),
    icon: source.thumbnail,
    click: () => onChoose(source),
  });
  const numbered = (index: number) => (screens.length === 1 ? "" : ` ${index + 1}`);
  return [
    ...screens.map((source, index) =>
      item(source, `${isChinese ? "整个屏幕" : "Whole screen"}${numbered(index)}`),
    ),
    ...(screens.length > 0 && windows.length > 0 ? [{ type: "separator" as const }] : []),
    ...windows.map((source) => item(source, shortened(source.name))),
  ];
}

function shortened(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName)}…` : name;
}
