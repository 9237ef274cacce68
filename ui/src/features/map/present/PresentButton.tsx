import { ActionIcon } from "@mantine/core";
import { PlayIcon } from "~/icons";
import { useWorkspace } from "../workspace/context";

export function PresentButton() {
  const { changeView, phone } = useWorkspace();
  // On a phone there is no room for it in the bar; the palette has it.
  if (phone) return null;
  return (
    <ActionIcon
      variant="default"
      size={30}
      aria-label="Present"
      title="Present"
      onClick={() => changeView({ present: 0 })}
    >
      <PlayIcon size={15} />
    </ActionIcon>
  );
}
