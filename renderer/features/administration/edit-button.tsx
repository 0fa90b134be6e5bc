import { useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { EditIcon } from "../../ui/icons.tsx";

interface EditButtonProps {
  readonly label: string;
  readonly may: "yes" | "no" | "never";
  readonly onEdit: () => void;
}

/** A pencil; disabled with the reason where our role does not allow, absent where nobody may. */
export function EditButton({ label, may, onEdit }: EditButtonProps) {
  const text = useText("administration");
  if (may === "never") return null;
  return (
    <IconButton
      size="small"
      label={may === "yes" ? label : `${label}: ${text("needsAdmin")}`}
      icon={<EditIcon size={14} />}
      disabled={may === "no"}
      onClick={onEdit}
    />
  );
}
