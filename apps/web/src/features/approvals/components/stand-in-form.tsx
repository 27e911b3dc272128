import { Button } from '@agentforge/ui/button';
import { Combobox } from '@agentforge/ui/combobox';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { toast } from '@agentforge/ui/toast';
import { UserRound } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approver } from '../../../shared/approvals/approver-queries.ts';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { fieldErrorsOf } from '../../../shared/failure.ts';
import { useLeaveWarning } from '../../../shared/forms/use-leave-warning.ts';
import { useDebounced } from '../../../shared/use-debounced.ts';
import { useColleagues, useNameStandIn } from '../api/stand-ins.ts';
import { fromLocalInput, toLocalInput } from '../period.ts';

const week = 7 * 24 * 3_600_000;

export function StandInForm({ onDone }: { onDone: () => void }): ReactNode {
  const { t } = useTranslation(['approvals', 'common']);
  const name = useNameStandIn();
  const [person, setPerson] = useState<Approver>();
  const [from, setFrom] = useState(() => toLocalInput(Date.now()));
  const [until, setUntil] = useState(() => toLocalInput(Date.now() + week));
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  useLeaveWarning(person !== undefined || note !== '');
  const errors = fieldErrorsOf(name.error);
  const startsAt = fromLocalInput(from);
  const endsAt = fromLocalInput(until);
  const periodWrong = startsAt === undefined || endsAt === undefined || endsAt <= startsAt;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!person || periodWrong) return;
    name.mutate(
      { user_id: person.id, starts_at: startsAt, ends_at: endsAt, note: note.trim() },
      {
        onSuccess: (made) => {
          toast.success(t('standIn.added', { name: made.stand_in.name }));
          onDone();
        },
      },
    );
  };
  const known = ['user_id', 'starts_at', 'ends_at', 'note'].some((field) => errors[field] !== undefined);
  return (
    <form
      onSubmit={submit}
      noValidate
      className="mb-5 flex flex-col gap-4 rounded-xl border border-line bg-sunken/50 p-4"
    >
      {name.error && !known && <ErrorNotice error={name.error} />}
      <Field
        label={t('standIn.person')}
        hint={t('standIn.personHint')}
        error={errors['user_id'] ?? (tried && !person ? t('standIn.personMissing') : undefined)}
        required
      >
        <PersonPicker person={person} onPersonChange={setPerson} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('standIn.from')} error={errors['starts_at']} required>
          <Input type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field
          label={t('standIn.until')}
          error={errors['ends_at'] ?? (tried && periodWrong ? t('standIn.periodWrong') : undefined)}
          required
        >
          <Input type="datetime-local" value={until} onChange={(event) => setUntil(event.target.value)} />
        </Field>
      </div>
      <Field label={t('standIn.note')} error={errors['note']} optional>
        <Input
          value={note}
          maxLength={500}
          placeholder={t('standIn.notePlaceholder')}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" loading={name.isPending}>
          {t('standIn.submit')}
        </Button>
        <Button variant="ghost" onClick={onDone}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}

interface PersonPickerProps {
  person: Approver | undefined;
  onPersonChange: (person: Approver | undefined) => void;
}

function PersonPicker({ person, onPersonChange }: PersonPickerProps): ReactNode {
  const { t } = useTranslation('approvals');
  const [text, setText] = useState('');
  const found = useColleagues(useDebounced(text));
  const people = text.trim().length < 2 ? [] : (found.data ?? []);
  const shown = person && !people.some(({ id }) => id === person.id) ? [person, ...people] : people;
  return (
    <Combobox
      options={shown.map(({ id, name, detail }) => ({ value: id, label: name, description: detail, icon: UserRound }))}
      value={person?.id}
      onValueChange={(id) => onPersonChange(shown.find((one) => one.id === id))}
      onSearch={setText}
      loading={found.isFetching}
      placeholder={t('standIn.personPlaceholder')}
      searchPlaceholder={t('standIn.search')}
      emptyText={text.trim().length < 2 ? t('standIn.personHint') : t('standIn.searchEmpty')}
    />
  );
}
