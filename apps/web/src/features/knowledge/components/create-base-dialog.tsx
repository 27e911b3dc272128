import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Modal } from '@agentforge/ui/modal';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCreateBase } from '../api/bases.ts';
import { newBase } from '../base-values.ts';
import { BaseFields } from './base-fields.tsx';
import { useBaseErrors } from './use-base-errors.ts';

export interface CreateBaseDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function CreateBaseDialog({ open, onOpenChange }: CreateBaseDialogProps): ReactNode {
  const { t } = useTranslation(['knowledge', 'common']);
  const form = useId();
  const navigate = useNavigate();
  const create = useCreateBase();
  const [values, setValues] = useState(newBase);
  const errors = useBaseErrors(create.error);
  const change = (next: boolean) => {
    onOpenChange(next);
    if (next) return;
    setValues(newBase);
    create.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(values, { onSuccess: ({ id }) => void navigate(`/knowledge/${id}`) });
  };
  return (
    <Modal
      open={open}
      onOpenChange={change}
      dismissible={values === newBase}
      title={t('create.title')}
      description={t('create.text')}
      footer={
        <>
          <Button variant="outline" onClick={() => change(false)}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" form={form} loading={create.isPending} disabled={values.name.trim() === ''}>
            {t('create.submit')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        {errors.rest && <Alert tone="danger">{errors.rest}</Alert>}
        <BaseFields values={values} onChange={setValues} errors={errors.fields} />
      </form>
    </Modal>
  );
}
