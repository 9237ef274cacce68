import { Button, Checkbox, Group, Modal, Radio, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import type { Change } from "~/map/core/changes";
import { type Answers, advise, QUESTIONS } from "~/map/core/helpMeChoose";
import { INFLUENCE_WORDS, personaName } from "~/map/core/words";
import { inThreeMonths } from "~/parts/format";
import { SENTIMENT_NAMES } from "~/theme/palette";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";

/** A few plain questions; what they suggest is shown as it comes, and saved only when it is accepted. */
export function HelpMeChooseDialog({ request: { contactId }, onClose }: DialogProps<"help">) {
  const { data, byId, edits } = useWorkspace();
  const person = byId.get(contactId);
  const [answers, setAnswers] = useState<Answers>({});
  const [evidence, setEvidence] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [setLevel, setSetLevel] = useState(person?.influence.assumed ?? true);
  if (!person) return null;
  const advice = advise(
    answers,
    data.personas.map(({ key }) => key),
  );
  const { persona, level, sentiment, ticks, reason, shown } = advice;

  const changes = (): Change[] => {
    const personas = persona === null ? [] : [persona, ...person.personas.filter((key) => key !== persona)];
    const fields = {
      ...(personas.length > 0 ? { personas } : {}),
      ...(Object.keys(ticks).length > 0 ? { indicators: ticks } : {}),
    };
    const all: Change[] = [];
    if (Object.keys(fields).length > 0) all.push({ type: "edit_person", contactId, fields });
    if (level !== null && setLevel)
      all.push({
        type: "override_influence",
        contactId,
        override: { level, reason, until: inThreeMonths(), by: null },
      });
    if (sentiment !== null)
      all.push({
        type: "assess_sentiment",
        contactId,
        seller: { word: sentiment, evidence: `${shown} ${evidence.trim()}`, at: new Date().toISOString(), by: null },
      });
    return all;
  };
  const save = () => {
    if (sentiment !== null && evidence.trim() === "")
      return setProblem("Say what they did or said that shows it, and when.");
    onClose();
    void edits.applyAll(changes(), `Assess ${person.name} by questions`);
  };
  const nothing = persona === null && level === null && sentiment === null && Object.keys(ticks).length === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`What is ${person.name} in this decision?`}
      size={600}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack gap="lg">
        {QUESTIONS.map(({ key, text, answers: all }, index) => (
          <Radio.Group
            key={key}
            label={text}
            value={answers[key] ?? ""}
            onChange={(value) =>
              setAnswers(({ [key]: _before, ...rest }) => (value ? { ...rest, [key]: value } : rest))
            }
          >
            <Stack gap={6} mt={6}>
              {all.map((answer, at) => (
                <Radio
                  key={answer.key}
                  value={answer.key}
                  label={answer.label}
                  {...(index === 0 && at === 0 ? { "data-autofocus": true } : {})}
                />
              ))}
              <Radio value="" label="I do not know" />
            </Stack>
          </Radio.Group>
        ))}
        <section aria-label="What this suggests" aria-live="polite">
          <strong>This suggests</strong>
          <p style={{ margin: "4px 0" }}>
            Persona: {persona === null ? "not assessed" : personaName(persona, data.personas)} · Influence:{" "}
            {level === null ? "not assessed" : INFLUENCE_WORDS[level].toLowerCase()} · Sentiment:{" "}
            {sentiment === null ? "not assessed" : SENTIMENT_NAMES[sentiment].toLowerCase()}
          </p>
          <p style={{ margin: 0, color: "var(--text-2)" }}>{[reason, shown].filter(Boolean).join(" ")}</p>
        </section>
        {level !== null && (
          <Checkbox
            label="Set the influence by hand for three months"
            description="Without it, your answers count as evidence and the score is worked out from all there is."
            checked={setLevel}
            onChange={(event) => setSetLevel(event.currentTarget.checked)}
          />
        )}
        {sentiment !== null && (
          <Textarea
            label="What shows it"
            description="What they said or did, and when. Would you show it to them?"
            required
            autosize
            minRows={2}
            value={evidence}
            error={problem}
            onChange={(event) => {
              setEvidence(event.currentTarget.value);
              setProblem(null);
            }}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={save} disabled={nothing}>
            Save these
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
