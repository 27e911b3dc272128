import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Combobox } from '@agentforge/ui/combobox';
import { Field } from '@agentforge/ui/field';
import { Modal } from '@agentforge/ui/modal';
import { Select } from '@agentforge/ui/select';
import { Textarea } from '@agentforge/ui/textarea';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useShowError } from '../../../shared/error-notice.tsx';
import type { Run } from '../api/runs.ts';
import { type RunTrace, useChatModels, useGoalOf, useReplay } from '../api/traces.ts';
import { recordedCalls, replayBodyOf } from '../replay-body.ts';

export interface ReplayDialogProps {
  run: Run;
  trace: RunTrace;
  /** The turn to begin from; null while the dialog is closed. */
  step: number | null;
  onClose: () => void;
}

/** Tries a run again from one of its turns with something changed. Nothing acts outside. */
export function ReplayDialog({ run, trace, step, onClose }: ReplayDialogProps): ReactNode {
  const { t } = useTranslation('runs');
  const open = step !== null;
  return (
    <Modal
      open={open}
      onOpenChange={(stay) => !stay && onClose()}
      title={t('replay.title')}
      description={t('replay.text')}
      size="lg"
    >
      {step !== null && <ReplayForm key={step} run={run} trace={trace} step={step} onClose={onClose} />}
    </Modal>
  );
}

function ReplayForm({ run, trace, step, onClose }: Omit<ReplayDialogProps, 'step'> & { step: number }): ReactNode {
  const { t } = useTranslation('runs');
  const navigate = useNavigate();
  const showError = useShowError();
  const replay = useReplay(run.id);
  const recordedGoal = useGoalOf(run, true);
  const models = useChatModels(true);
  const [from, setFrom] = useState(step);
  const [model, setModel] = useState('');
  const [goal, setGoal] = useState<string | null>(null);
  const [results, setResults] = useState<Readonly<Record<string, string>>>({});
  const calls = recordedCalls(trace);
  const wanted = replayBodyOf({ from, model, goal, recordedGoal: recordedGoal.data, results, calls });
  const start = () => {
    replay.mutate(wanted, {
      onError: showError,
      onSuccess: (forked) => void navigate(`/runs/${run.id}/compare/${forked.id}`),
    });
  };
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <Alert tone="info">{t('replay.safe')}</Alert>
      <Field label={t('replay.step')} hint={t('replay.stepHint')}>
        <Select
          options={trace.replayable_steps.map((one) => ({ value: String(one), label: t('trace.turn', { step: one }) }))}
          value={String(from)}
          onValueChange={(value) => setFrom(Number(value))}
        />
      </Field>
      <Field label={t('replay.model')} hint={t('replay.recorded', { value: run.model ?? '—' })}>
        <Combobox
          options={[
            { value: '', label: t('replay.sameModel') },
            ...(models.data ?? []).map(({ id, name, provider }) => ({ value: id, label: name, description: provider })),
          ]}
          value={model}
          onValueChange={setModel}
          loading={models.isPending}
        />
      </Field>
      <Field label={t('replay.goal')} hint={t('replay.goalHint')}>
        <Textarea
          value={goal ?? recordedGoal.data ?? ''}
          disabled={recordedGoal.isPending}
          onChange={(event) => setGoal(event.target.value)}
          autoGrow
          maxRows={12}
        />
      </Field>
      {calls.map((call) => (
        <Field key={call.id} label={t('replay.result', { function: call.function })} hint={t('replay.resultHint')}>
          <Textarea
            mono
            autoGrow
            maxRows={10}
            value={results[call.id] ?? call.result}
            onChange={(event) => setResults({ ...results, [call.id]: event.target.value })}
          />
        </Field>
      ))}
      <div className="flex flex-wrap justify-end gap-3">
        <Button variant="ghost" onClick={onClose}>
          {t('replay.cancel')}
        </Button>
        <Button variant="primary" type="submit" loading={replay.isPending}>
          {t('replay.start')}
        </Button>
      </div>
    </form>
  );
}
