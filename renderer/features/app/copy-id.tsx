import { bridge } from "../../bridge.ts";
import { useText } from "../../i18n.ts";
import { Copyable } from "../../ui/copyable.tsx";

/** An id that copies itself. */
export function CopyId({ id }: { readonly id: string }) {
  const text = useText("app");
  return (
    <Copyable
      text={id}
      label={text("copyId", { id })}
      copiedLabel={text("copied")}
      onCopy={(value) => bridge.call("shell.copyText", { text: value })}
    />
  );
}
