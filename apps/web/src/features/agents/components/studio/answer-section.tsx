import { Combobox } from '@agentforge/ui/combobox';
import { Field } from '@agentforge/ui/field';
import { RadioCards } from '@agentforge/ui/radio-cards';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraftPart } from '../../state/studio-context.ts';
import { StepSection } from './step-section.tsx';

const lengths = ['short', 'medium', 'long', 'unlimited'] as const;
const openChoices = ['auto', 'multi'] as const;
const tags = 'en ar de fr es it pt nl pl tr ru uk zh ja ko hi id vi th sv da nb fi cs el he fa ro hu'.split(' ');

/** Languages by their names in the language of the interface. */
function useLanguageOptions(present: string): { value: string; label: string; description?: string }[] {
  const { t, i18n } = useTranslation('agents');
  return useMemo(() => {
    const names = new Intl.DisplayNames([i18n.language], { type: 'language' });
    const nameOf = (tag: string) => {
      try {
        return names.of(tag) ?? tag;
      } catch {
        return tag;
      }
    };
    const known = new Set([...tags, 'auto', 'user', 'multi']);
    const all = known.has(present) ? tags : [present, ...tags];
    return [
      ...openChoices.map((value) => ({
        value,
        label: t(`answers.language.${value}`),
        description: t(`answers.language.${value}Text`),
      })),
      ...all.map((value) => ({ value, label: nameOf(value) })),
    ];
  }, [present, t, i18n.language]);
}

export function AnswerSection(): ReactNode {
  const { t } = useTranslation('agents');
  const [guardrails, change] = useDraftPart('guardrails');
  const language = guardrails.language === 'user' ? 'auto' : guardrails.language;
  const options = useLanguageOptions(language);
  const setLength = (value: string) => {
    const max_length = lengths.find((length) => length === value);
    if (max_length) change({ max_length });
  };
  return (
    <StepSection title={t('answers.title')} description={t('answers.text')}>
      <Field group label={t('answers.length')}>
        <RadioCards
          value={guardrails.max_length}
          onValueChange={setLength}
          options={lengths.map((value) => ({
            value,
            label: t(`answers.lengths.${value}`),
            description: t(`answers.lengths.${value}Text`),
          }))}
        />
      </Field>
      <Field label={t('answers.languageLabel')}>
        <Combobox options={options} value={language} onValueChange={(value) => change({ language: value })} />
      </Field>
    </StepSection>
  );
}
