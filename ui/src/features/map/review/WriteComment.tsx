import { Button, Group, Select, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { messageOf } from "~/api/errors";
import { realPeople } from "~/map/core/seats";
import { useWorkspace } from "../workspace/context";
import { type NewComment, useReviewChange } from "./api";
import { lineChoices, suggestionOf } from "./lineSuggestions";
import styles from "./review.module.css";

const VOTES = [
  { value: "for", label: "For" },
  { value: "against", label: "Against" },
  { value: "undecided", label: "Undecided" },
] as const;
type Vote = (typeof VOTES)[number]["value"];

interface WriteCommentProps {
  /** The two it is about, where that is not asked; else anything can be chosen. */
  readonly on?: readonly [string, string];
}

/** Of the whole map, of a person or of what is between two; with a suggestion for the vote or the line. */
export function WriteComment({ on }: WriteCommentProps) {
  const { data } = useWorkspace();
  const change = useReviewChange(data.opportunity.id);
  const [text, setText] = useState("");
  const [person, setPerson] = useState<string | null>(on?.[0] ?? null);
  const [other, setOther] = useState<string | null>(on?.[1] ?? null);
  const [suggestion, setSuggestion] = useState<string | null>(null);
  const people = realPeople(data.people).map(({ contact_id, name }) => ({ value: contact_id, label: name }));
  const between = person !== null && other !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    const about = {
      ...(person === null ? {} : { contact_id: person }),
      ...(between ? { to_contact_id: other } : {}),
    };
    const suggests = suggestion === null ? {} : suggested(suggestion, between);
    change.mutate(
      { type: "comment", body: { text: text.trim(), ...about, ...suggests } },
      {
        onSuccess: () => {
          setText("");
          setSuggestion(null);
        },
      },
    );
  };
  return (
    <form onSubmit={submit} className={styles["form"]} noValidate>
      <Textarea
        label="Comment"
        autosize
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        {...(change.isError ? { error: messageOf(change.error) } : {})}
      />
      <Group align="flex-end" gap="xs">
        {!on && (
          <Select
            label="On"
            placeholder="The whole map"
            searchable
            clearable
            clearButtonProps={{ "aria-label": "On the whole map" }}
            data={people}
            value={person}
            onChange={(value) => {
              setPerson(value);
              setOther(null);
              setSuggestion(null);
            }}
          />
        )}
        {!on && person !== null && (
          <Select
            label="And"
            placeholder="Nobody else"
            searchable
            clearable
            clearButtonProps={{ "aria-label": "On one person" }}
            data={people.filter(({ value }) => value !== person)}
            value={other}
            onChange={(value) => {
              setOther(value);
              setSuggestion(null);
            }}
          />
        )}
        <Select
          label={between ? "Suggest a line" : "Suggest a vote"}
          placeholder="No suggestion"
          clearable
          clearButtonProps={{ "aria-label": "No suggestion" }}
          disabled={person === null}
          data={between ? [...lineChoices(data.lines, person, other)] : VOTES}
          value={suggestion}
          onChange={setSuggestion}
        />
        <Button type="submit" variant="default" size="xs" disabled={text.trim() === ""} loading={change.isPending}>
          Comment
        </Button>
      </Group>
    </form>
  );
}

function suggested(choice: string, between: boolean): Pick<NewComment, "suggests" | "suggests_line"> {
  return between ? { suggests_line: suggestionOf(choice) } : { suggests: { vote: choice as Vote } };
}
