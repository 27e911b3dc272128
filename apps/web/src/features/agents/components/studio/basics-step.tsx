import { EmojiPicker } from '@agentforge/ui/emoji-picker';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { Textarea } from '@agentforge/ui/textarea';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStudio } from '../../state/studio-context.ts';
import { ModelSection } from './model-section.tsx';
import { PersonalitySection } from './personality-section.tsx';
import { Reason } from './reason.tsx';
import { StepSection } from './step-section.tsx';

export function BasicsStep(): ReactNode {
  const { t } = useTranslation('agents');
  const { draft, edit, errors } = useStudio();
  return (
    <>
      <StepSection title={t('basics.identity')} description={t('basics.identityText')}>
        <div className="flex items-start gap-4">
          <Field label={t('basics.icon')} error={errors['icon']}>
            <EmojiPicker value={draft.icon} onValueChange={(icon) => edit({ icon })} />
          </Field>
          <Field
            label={t('basics.name')}
            required
            className="grow"
            error={draft.name.trim() === '' ? t('basics.nameMissing') : errors['name']}
          >
            <Input
              value={draft.name}
              maxLength={120}
              autoComplete="off"
              onChange={(event) => edit({ name: event.target.value })}
            />
          </Field>
        </div>
        <Reason field="name" />
        <Field label={t('basics.description')} hint={t('basics.descriptionHint')} error={errors['description']}>
          <Textarea
            rows={2}
            autoGrow
            maxLength={2000}
            value={draft.description}
            onChange={(event) => edit({ description: event.target.value })}
          />
        </Field>
        <Reason field="description" />
      </StepSection>
      <ModelSection />
      <PersonalitySection />
    </>
  );
}
