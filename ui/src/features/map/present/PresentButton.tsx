import { ActionIcon } from "@mantine/core";
import { PlayIcon } from "~/icons";
import { useWorkspace } from "../workspace/context";

export function PresentButton() {
  const { changeView } = useWorkspace();
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
