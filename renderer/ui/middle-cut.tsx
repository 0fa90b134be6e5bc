/** How ids are told apart: they begin alike. */
const tailLength = 6;

/** An id in one line. Where there is too little room its middle is left out, never its end; the whole is its title. */
export function MiddleCut({ text, className = "" }: { readonly text: string; readonly className?: string }) {
  return (
    <span className={`middle-cut digits ${className}`} title={text}>
      <span className="ellipsis">{text.slice(0, -tailLength)}</span>
      <span>{text.slice(-tailLength)}</span>
    </span>
  );
}
