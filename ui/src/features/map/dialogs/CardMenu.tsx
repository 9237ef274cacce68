import { Menu } from "@mantine/core";
import { Fragment } from "react";
import { personCommands } from "../commands";
import { useWorkspace } from "../workspace/context";

interface CardMenuProps {
  at: { x: number; y: number };
  contactId: string;
  onClose: () => void;
}

/** All commands for one person, where the pointer or the card is. */
export function CardMenu({ at, contactId, onClose }: CardMenuProps) {
  const workspace = useWorkspace();
  const person = workspace.byId.get(contactId);
  if (!person) return null;
  const title = person.name;
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      offset={2}
      shadow="md"
      width={240}
      withinPortal={false}
      floatingStrategy="fixed"
      returnFocus
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Actions for ${title}`}
          style={{ position: "fixed", left: at.x, top: at.y, width: 1, height: 1, padding: 0, border: 0, opacity: 0 }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={`Actions for ${title}`}>
        <Menu.Label>{title}</Menu.Label>
        {personCommands(workspace, person)
          .filter(({ inMenu }) => inMenu !== false)
          .map((command) => (
            <Fragment key={command.id}>
              {command.danger && <Menu.Divider />}
              <Menu.Item
                onClick={command.run}
                rightSection={command.keys && <kbd>{command.keys}</kbd>}
                {...(command.danger ? { color: "var(--danger)" } : {})}
              >
                {command.title}
              </Menu.Item>
            </Fragment>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
