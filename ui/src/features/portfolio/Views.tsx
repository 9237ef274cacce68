import { ActionIcon, Button, Checkbox, Menu, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { messageOf } from "~/api/errors";
import { useMe } from "~/api/session";
import { ChevronDownIcon, TrashIcon } from "~/icons";
import { mayEdit } from "~/parts/permissions";
import { useReturnFocus } from "~/parts/useReturnFocus";
import { type SavedView, useChangeView, useSavedViews } from "./api";
import styles from "./portfolio.module.css";

interface ViewsProps {
  /** What is set now, as the address has it. */
  readonly now: Readonly<Record<string, string>>;
  readonly onOpen: (query: Readonly<Record<string, string>>) => void;
}

/** Saved views: open one, keep the present one, forget one's own. */
export function Views({ now, onOpen }: ViewsProps) {
  const views = useSavedViews();
  const me = useMe();
  const [dialog, setDialog] = useState<"save" | "manage" | null>(null);
  const own = (views.data ?? []).filter((view) => view.is_own);
  const shared = (views.data ?? []).filter((view) => !view.is_own);
  const items = (list: readonly SavedView[]) =>
    list.map((view) => (
      <Menu.Item key={view.id} onClick={() => onOpen(view.query as Record<string, string>)}>
        {view.name}
        {!view.is_own && <span className={styles["quiet"]}> · {view.owner.name}</span>}
      </Menu.Item>
    ));
  return (
    <>
      <Menu position="bottom-end" width={260} withinPortal>
        <Menu.Target>
          <Button variant="default" rightSection={<ChevronDownIcon size={15} />}>
            Views
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {own.length > 0 && <Menu.Label>Yours</Menu.Label>}
          {items(own)}
          {shared.length > 0 && <Menu.Label>Shared by your team</Menu.Label>}
          {items(shared)}
          {views.data?.length === 0 && <Menu.Label>Set filters and sorting, and keep them here.</Menu.Label>}
          {mayEdit(me) && <Menu.Divider />}
          {mayEdit(me) && <Menu.Item onClick={() => setDialog("save")}>Keep this view…</Menu.Item>}
          {own.length > 0 && <Menu.Item onClick={() => setDialog("manage")}>Change your views…</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {dialog === "save" && <SaveDialog now={now} onTeam={me.team !== null} onClose={() => setDialog(null)} />}
      {dialog === "manage" && <ManageDialog views={own} onTeam={me.team !== null} onClose={() => setDialog(null)} />}
    </>
  );
}

interface SaveProps {
  readonly now: Readonly<Record<string, string>>;
  readonly onTeam: boolean;
  readonly onClose: () => void;
}

function SaveDialog({ now, onTeam, onClose }: SaveProps) {
  useReturnFocus();
  const save = useChangeView();
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim()) save.mutate({ type: "save", name: name.trim(), query: now, isShared }, { onSuccess: onClose });
  };
  return (
    <Modal opened centered onClose={onClose} title="Keep this view">
      <form onSubmit={submit} className={styles["form"]}>
        <TextInput
          label="Name"
          description="The name of a view you have already replaces it."
          maxLength={120}
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {onTeam && (
          <Checkbox
            label="Share with my team"
            description="Everybody sees in it the deals they may see."
            checked={isShared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
        {save.isError && <p role="alert">{messageOf(save.error)}</p>}
        <div className={styles["buttons"]}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Keep
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface ManageProps {
  readonly views: readonly SavedView[];
  readonly onTeam: boolean;
  readonly onClose: () => void;
}

function ManageDialog({ views, onTeam, onClose }: ManageProps) {
  useReturnFocus();
  const act = useChangeView();
  return (
    <Modal opened centered onClose={onClose} title="Your views">
      <ul className={styles["views"]}>
        {views.map((view) => (
          <li key={view.id}>
            <span className={styles["viewName"]}>{view.name}</span>
            {onTeam && (
              <Checkbox
                label="Shared"
                aria-label={`Share ${view.name} with my team`}
                checked={view.is_shared}
                onChange={(event) => act.mutate({ type: "share", id: view.id, isShared: event.currentTarget.checked })}
              />
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Forget ${view.name}`}
              onClick={() => act.mutate({ type: "delete", id: view.id })}
            >
              <TrashIcon size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {views.length === 0 && <p>You have none any more.</p>}
      {act.isError && <p role="alert">{messageOf(act.error)}</p>}
    </Modal>
  );
}
