import { Button, Menu, Text } from "@mantine/core";
import { ExportIcon } from "~/icons";
import { layoutOf } from "~/map/core/viewState";
import { asMoment } from "../api/map";
import { useWorkspace } from "../workspace/context";

interface FileChoice {
  format: "pptx" | "pdf" | "svg" | "png" | "xlsx" | "json";
  label: string;
  hint: string;
  paper?: { page: "a4" | "a3" | "wide"; orientation?: "landscape" | "portrait" };
}

const CHOICES: readonly { title: string; files: readonly FileChoice[] }[] = [
  {
    title: "To present",
    files: [
      { format: "pptx", label: "PowerPoint", hint: "Native shapes, everybody in a table" },
      { format: "pdf", label: "PDF slide", hint: "16:9", paper: { page: "wide" } },
    ],
  },
  {
    title: "To print",
    files: [
      { format: "pdf", label: "PDF, A4 landscape", hint: "", paper: { page: "a4" } },
      { format: "pdf", label: "PDF, A4 portrait", hint: "", paper: { page: "a4", orientation: "portrait" } },
      { format: "pdf", label: "PDF, A3 landscape", hint: "", paper: { page: "a3" } },
      { format: "pdf", label: "PDF, A3 portrait", hint: "", paper: { page: "a3", orientation: "portrait" } },
    ],
  },
  {
    title: "To use elsewhere",
    files: [
      { format: "png", label: "PNG image", hint: "" },
      { format: "svg", label: "SVG drawing", hint: "" },
      { format: "xlsx", label: "Excel", hint: "People, lines, scores, evidence" },
      { format: "json", label: "Map file", hint: "Everything, to read in again" },
    ],
  },
];

/** The map as files, arranged and dated as it is looked at now. Plain links: the browser's own downloads. */
export function ExportMenu() {
  const { data, view } = useWorkspace();
  const { id } = data.opportunity;
  const address = ({ format, paper }: FileChoice) => {
    const query = new URLSearchParams({ group: layoutOf(view), ...paper });
    const moment = asMoment(view.at);
    if (moment) query.set("as_of", moment);
    return `/api/v1/opportunities/${id}/export/${format}?${query}`;
  };
  return (
    <Menu position="bottom-end" shadow="md" width={270} withinPortal={false} floatingStrategy="fixed" returnFocus>
      <Menu.Target>
        <Button variant="default" size="xs" aria-label="Export" px="xs">
          <ExportIcon size={15} />
          <Text component="span" size="xs" fw={600} visibleFrom="md" ml={6}>
            Export
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label="Export">
        {CHOICES.map(({ title, files }) => (
          <div key={title}>
            <Menu.Label>{title}</Menu.Label>
            {files.map((file) => (
              <Menu.Item key={file.label} component="a" href={address(file)} download>
                {file.label}
                {file.hint && <div style={{ color: "var(--text-3)", fontSize: 12 }}>{file.hint}</div>}
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
